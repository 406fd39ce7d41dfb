import { classesRouter } from './classes.ts';
import { documentsRouter } from './documents.ts';
import { eventsRouter } from './events.ts';
import { passagesRouter } from './passages.ts';
import { reactionsRouter } from './reactions.ts';
import { sessionsRouter } from './sessions.ts';
import { tokensRouter } from './tokens.ts';
import { router } from './trpc.ts';
import { turnsRouter } from './turns.ts';
import { usageRouter } from './usage.ts';

export const appRouter = router({
  sessions: sessionsRouter,
  turns: turnsRouter,
  reactions: reactionsRouter,
  classes: classesRouter,
  documents: documentsRouter,
  passages: passagesRouter,
  tokens: tokensRouter,
  usage: usageRouter,
  events: eventsRouter,
});

export type AppRouter = typeof appRouter;
