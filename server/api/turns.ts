import { tracked } from '@trpc/server';
import { askInput, listTurnsInput, retryInput, selectInput, stopInput, turnIdInput, watchInput } from '#shared/turn.ts';
import { toTrpcError } from './errors.ts';
import { procedure, router } from './trpc.ts';

export const turnsRouter = router({
  list: procedure.input(listTurnsInput).query(({ ctx, input }) => ctx.services.chat.listTurns(ctx.userId, input)),
  get: procedure.input(turnIdInput).query(({ ctx, input }) => ctx.services.chat.getTurn(ctx.userId, input.turnId)),
  ask: procedure.input(askInput).mutation(({ ctx, input }) => ctx.services.chat.ask(ctx.userId, input)),
  retry: procedure
    .input(retryInput)
    .mutation(({ ctx, input }) => ctx.services.chat.retry(ctx.userId, input.turnId, input.runId)),
  stop: procedure.input(stopInput).mutation(({ ctx, input }) => ctx.services.chat.stop(ctx.userId, input.runId)),
  select: procedure
    .input(selectInput)
    .mutation(({ ctx, input }) => ctx.services.chat.select(ctx.userId, input.turnId, input.current)),
  watch: procedure.input(watchInput).subscription(async function* ({ ctx, input, signal }) {
    const aborted = signal ?? new AbortController().signal;
    try {
      for await (const { id, event } of ctx.services.chat.watch(ctx.userId, input.runId, input.lastEventId, aborted))
        yield tracked(id, event);
    } catch (error) {
      throw toTrpcError(error);
    }
  }),
});
