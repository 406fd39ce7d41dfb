import { type AnyTRPCRouter, getTRPCErrorShape, TRPCError } from '@trpc/server';
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors.ts';
import { toTrpcError } from './errors.ts';
import { ForeignOriginError } from './origin.ts';

const wireErrorSchema = z.object({
  message: z.string(),
  code: z.number(),
  data: z.object({ code: z.string(), httpStatus: z.number(), app: appErrorSchema }),
});

/** An error that is met before a procedure is, in tRPC's own envelope, so that clients read `data.app` of it too. */
export function trpcErrorShape(router: AnyTRPCRouter, cause: unknown): z.infer<typeof wireErrorSchema> {
  const error = cause instanceof ForeignOriginError ? new TRPCError({ code: 'FORBIDDEN', cause }) : toTrpcError(cause);
  return wireErrorSchema.parse(
    getTRPCErrorShape({
      config: router._def._config,
      error,
      type: 'unknown',
      path: undefined,
      input: undefined,
      ctx: undefined,
    }),
  );
}
