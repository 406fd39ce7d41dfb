import { setReactionInput } from '#shared/turn.ts';
import { procedure, router } from './trpc.ts';

export const reactionsRouter = router({
  set: procedure
    .input(setReactionInput)
    .mutation(({ ctx, input }) => ctx.services.chat.react(ctx.userId, input.turnId, input.runId, input.reaction)),
});
