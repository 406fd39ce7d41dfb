import { tracked } from '@trpc/server';
import { watchEventsInput } from '#shared/user-event.ts';
import { procedure, router } from './trpc.ts';

export const eventsRouter = router({
  watch: procedure.input(watchEventsInput).subscription(async function* ({ ctx, input, signal }) {
    const aborted = signal ?? new AbortController().signal;
    for await (const { id, event } of ctx.services.events.follow(ctx.userId, input.lastEventId, aborted))
      yield tracked(id, event);
  }),
});
