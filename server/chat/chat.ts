import type { z } from 'zod';
import type { createSessionInput, listSessionsInput, Source } from '#shared/session.ts';
import type { AskInput, Reaction } from '#shared/turn.ts';
import { askAndWait } from './ask-and-wait.ts';
import { ask } from './ask.ts';
import { keepSession, renameSession } from './change-session.ts';
import { createSession } from './create-session.ts';
import { deleteClass, restoreClass } from './change-class.ts';
import { deleteDocument, moveDocument, restoreDocument } from './change-document.ts';
import { deleteAllSessions, deleteSession, restoreSession } from './delete-session.ts';
import { deleteTurn, restoreTurn } from './delete-turn.ts';
import type { ChatDeps } from './deps.ts';
import { endIfDeleted } from './end-if-deleted.ts';
import { listSessions } from './list-sessions.ts';
import { getSession, getTurn, listTurns } from './list-turns.ts';
import { react } from './react.ts';
import { retry } from './retry.ts';
import { select } from './select.ts';
import { stop } from './stop.ts';
import { watch } from './watch.ts';

export type Chat = ReturnType<typeof createChat>;

/** Everything that can be done with chats; each act is a file of its own. */
export const createChat = (deps: ChatDeps) => ({
  listSessions: (userId: string, input: z.output<typeof listSessionsInput>) => listSessions(deps, userId, input),
  getSession: (userId: string, sessionId: string, limit: number) => getSession(deps, userId, sessionId, limit),
  createSession: (userId: string, input: z.output<typeof createSessionInput>) => createSession(deps, userId, input),
  renameSession: (userId: string, sessionId: string, name: string) => renameSession(deps, userId, sessionId, name),
  keepSession: (userId: string, sessionId: string) => keepSession(deps, userId, sessionId),
  deleteSession: (userId: string, sessionId: string) => deleteSession(deps, userId, sessionId),
  restoreSession: (userId: string, sessionId: string) => restoreSession(deps, userId, sessionId),
  deleteAllSessions: (userId: string, source: Source) => deleteAllSessions(deps, userId, source),
  listTurns: (userId: string, input: { sessionId: string; cursor?: string | undefined; limit: number }) =>
    listTurns(deps, userId, input),
  getTurn: (userId: string, turnId: string) => getTurn(deps, userId, turnId),
  deleteTurn: (userId: string, turnId: string) => deleteTurn(deps, userId, turnId),
  restoreTurn: (userId: string, turnId: string) => restoreTurn(deps, userId, turnId),
  ask: async (userId: string, input: AskInput) => endIfDeleted(deps, userId, await ask(deps, userId, input)),
  askAndWait: (userId: string, input: AskInput, signal: AbortSignal) => askAndWait(deps, userId, input, signal),
  retry: async (userId: string, turnId: string, runId: string) =>
    endIfDeleted(deps, userId, await retry(deps, userId, turnId, runId)),
  stop: (userId: string, runId: string) => stop(deps, userId, runId),
  select: (userId: string, turnId: string, current: number) => select(deps, userId, turnId, current),
  watch: (userId: string, runId: string, lastEventId: string | undefined, signal: AbortSignal) =>
    watch(deps, userId, runId, lastEventId, signal),
  deleteClass: (userId: string, classId: string) => deleteClass(deps, userId, classId),
  restoreClass: (userId: string, classId: string) => restoreClass(deps, userId, classId),
  moveDocument: (userId: string, input: { documentId: string; classId: string }) => moveDocument(deps, userId, input),
  deleteDocument: (userId: string, documentId: string) => deleteDocument(deps, userId, documentId),
  restoreDocument: (userId: string, documentId: string) => restoreDocument(deps, userId, documentId),
  react: (userId: string, turnId: string, runId: string, reaction: Reaction) =>
    react(deps, userId, turnId, runId, reaction),
});
