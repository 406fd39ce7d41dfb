import { z } from 'zod';
import { appRouter } from '#server/api/router.ts';

const kindSchema = z.object({ type: z.enum(['query', 'mutation', 'subscription']) });

/** Every procedure there is, with its kind. */
export const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]: [string, unknown]) => {
  if (typeof procedure !== 'function' || !('_def' in procedure)) throw new Error(`${path} is no procedure`);
  return { path, kind: kindSchema.parse(procedure._def).type };
});
