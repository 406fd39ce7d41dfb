import { watchEventsInput } from '#shared/user-event.ts';
import { flow } from './flow.ts';
import { procedure, router } from './trpc.ts';

export const eventsRouter = router({
  watch: procedure
    .input(watchEventsInput)
    .subscription(({ ctx, input, signal }) =>
      flow(ctx.line, signal, (leaving) => ctx.services.events.follow(ctx.userId, input.lastEventId, leaving)),
    ),
});
