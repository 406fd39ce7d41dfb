import { initTRPC, TRPCError } from '@trpc/server';
import { Failure } from '#shared/failure.ts';
import type { User } from '#server/accounts/user.ts';
import type { RateLimit } from '#server/quota/rate-limit.ts';
import { toAppError, toTrpcError } from './errors.ts';
import type { Services } from './services.ts';

export interface Context {
  /** null: nobody is signed in */
  user: User | null;
  /** calls per user and minute, on both transports together */
  calls: RateLimit;
  services: Services;
}

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error }) => {
    const app = toAppError(error);
    return { ...shape, message: app.message, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, app } };
  },
});

export const router = t.router;

/** A procedure for whoever is signed in; `ctx.userId` is the owner that every query filters by. */
export const procedure = t.procedure.use(async ({ ctx, next }) => {
  if (ctx.user === null) throw toTrpcError(new Failure('UNAUTHORIZED', 'Sign in first.'));
  await count(ctx.calls, ctx.user.userId);
  const result = await next({ ctx: { user: ctx.user, userId: ctx.user.userId } });
  if (!result.ok && !(result.error.cause instanceof TRPCError)) throw toTrpcError(result.error.cause ?? result.error);
  return result;
});

async function count(calls: RateLimit, userId: string): Promise<void> {
  try {
    await calls.count(userId);
  } catch (error) {
    throw toTrpcError(error);
  }
}
