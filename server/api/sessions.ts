import {
  createSessionInput,
  deleteAllSessionsInput,
  getSessionInput,
  listSessionsInput,
  renameSessionInput,
  sessionIdInput,
} from '#shared/session.ts';
import { procedure, router } from './trpc.ts';

export const sessionsRouter = router({
  list: procedure.input(listSessionsInput).query(({ ctx, input }) => ctx.services.chat.listSessions(ctx.userId, input)),
  get: procedure
    .input(getSessionInput)
    .query(({ ctx, input }) => ctx.services.chat.getSession(ctx.userId, input.sessionId, input.limit)),
  create: procedure
    .input(createSessionInput)
    .mutation(({ ctx, input }) => ctx.services.chat.createSession(ctx.userId, input)),
  rename: procedure
    .input(renameSessionInput)
    .mutation(({ ctx, input }) => ctx.services.chat.renameSession(ctx.userId, input.sessionId, input.name)),
  keep: procedure
    .input(sessionIdInput)
    .mutation(({ ctx, input }) => ctx.services.chat.keepSession(ctx.userId, input.sessionId)),
  delete: procedure.input(sessionIdInput).mutation(async ({ ctx, input }) => {
    await ctx.services.chat.deleteSession(ctx.userId, input.sessionId);
    return {};
  }),
  restore: procedure
    .input(sessionIdInput)
    .mutation(({ ctx, input }) => ctx.services.chat.restoreSession(ctx.userId, input.sessionId)),
  deleteAll: procedure
    .input(deleteAllSessionsInput)
    .mutation(({ ctx, input }) => ctx.services.chat.deleteAllSessions(ctx.userId, input.source)),
});
