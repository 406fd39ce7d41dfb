import { procedure, router } from './trpc.ts';

export const usageRouter = router({
  get: procedure.query(({ ctx }) => ctx.services.usage(ctx.userId)),
});
