import { askInput, listTurnsInput, retryInput, selectInput, stopInput, turnIdInput, watchInput } from '#shared/turn.ts';
import { flow } from './flow.ts';
import { procedure, router } from './trpc.ts';

export const turnsRouter = router({
  list: procedure.input(listTurnsInput).query(({ ctx, input }) => ctx.services.chat.listTurns(ctx.userId, input)),
  get: procedure.input(turnIdInput).query(({ ctx, input }) => ctx.services.chat.getTurn(ctx.userId, input.turnId)),
  ask: procedure.input(askInput).mutation(({ ctx, input }) => ctx.services.chat.ask(ctx.userId, input)),
  askAndWait: procedure
    .input(askInput)
    .mutation(({ ctx, input, signal }) =>
      ctx.services.chat.askAndWait(ctx.userId, input, signal ?? new AbortController().signal),
    ),
  retry: procedure
    .input(retryInput)
    .mutation(({ ctx, input }) => ctx.services.chat.retry(ctx.userId, input.turnId, input.runId)),
  stop: procedure.input(stopInput).mutation(({ ctx, input }) => ctx.services.chat.stop(ctx.userId, input.runId)),
  select: procedure
    .input(selectInput)
    .mutation(({ ctx, input }) => ctx.services.chat.select(ctx.userId, input.turnId, input.current)),
  delete: procedure.input(turnIdInput).mutation(async ({ ctx, input }) => {
    await ctx.services.chat.deleteTurn(ctx.userId, input.turnId);
    return {};
  }),
  restore: procedure
    .input(turnIdInput)
    .mutation(({ ctx, input }) => ctx.services.chat.restoreTurn(ctx.userId, input.turnId)),
  watch: procedure
    .input(watchInput)
    .subscription(({ ctx, input, signal }) =>
      flow(ctx.line, signal, (leaving) => ctx.services.chat.watch(ctx.userId, input.runId, input.lastEventId, leaving)),
    ),
});
