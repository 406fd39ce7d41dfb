import { getPassageInput } from '#shared/passage.ts';
import { procedure, router } from './trpc.ts';

export const passagesRouter = router({
  get: procedure
    .input(getPassageInput)
    .query(({ ctx, input }) => ctx.services.library.getPassage(ctx.userId, input.passageId)),
});
