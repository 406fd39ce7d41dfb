import { Failure, notFound } from '#shared/failure.ts';
import type { AskInput, AskReply } from '#shared/turn.ts';
import { acceptRun } from './accept-run.ts';
import type { ActiveRun } from './active-runs.ts';
import { admit } from './admit.ts';
import { bind, type Binding } from './bind.ts';
import type { ChatDeps } from './deps.ts';
import { findNamed } from './find-named.ts';
import { loadHistory } from './load-history.ts';
import { checkSession, closeSession, openSession } from './open-session.ts';
import { requestFor } from './request.ts';
import { bindingOf } from './session-bindings.ts';
import { findStoredSession, type SessionRow } from './session-store.ts';
import { findTurnThatUsed, insertTurn, type NewTurn, type TurnRow } from './turn-store.ts';

/**
 * Accepts a question and sets its run going. Idempotent: the same turn id with the same text and session is the same
 * run, whatever the quota. Checked in this order: session and source, an existing turn, what the question names,
 * limits, quota; nothing is stored before all have passed.
 *
 * @throws Failure SOURCE_MISMATCH, CONFLICT, NOT_FOUND, BAD_REQUEST, TOO_MANY_REQUESTS, QUOTA_EXCEEDED
 */
export async function ask(deps: ChatDeps, userId: string, input: AskInput): Promise<AskReply> {
  for (;;) {
    const going = deps.runs.find(userId, input.turnId);
    await going?.accepted;
    const [session, known] = await Promise.all([
      findStoredSession(deps.db, userId, sessionIdOf(input)),
      // a turn's id is its first run's; one that a retry took is no question's any more
      findTurnThatUsed(deps.db, userId, input.turnId),
    ]);
    checkSession(session, input);
    const bound = session === null ? null : await bindingOf(deps.db, session);
    if (bound?.isGone === true) throw notFound('chat');
    if (known !== null) return replyFor(known, input);
    // its turn was removed, and it goes on until it notices
    if (going !== null && deps.runs.find(userId, input.turnId) === going) throw conflict();
    const binding = await bindingFor(deps, userId, bound, input);
    try {
      const active = await admit(deps, userId, input.turnId);
      if (active !== null) return await store(deps, active, session, binding, input);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // the same question may have been accepted elsewhere meanwhile: no limit refuses it then
      const accepted = await findTurnThatUsed(deps.db, userId, input.turnId);
      if (accepted === null) throw error;
      return replyFor(accepted, input);
    }
  }
}

/** A question without a session gets one of its own, under the turn's id: asking twice makes one. */
const sessionIdOf = (input: AskInput): string => input.sessionId ?? input.turnId;

function replyFor(known: TurnRow, input: AskInput): AskReply {
  const isSame =
    known.deletedAt === null &&
    known.turnId === input.turnId &&
    known.question === input.text &&
    known.source === input.source &&
    (input.sessionId === undefined || input.sessionId === known.sessionId);
  if (!isSame) throw conflict();
  return { sessionId: known.sessionId, turnId: known.turnId, runId: known.turnId };
}

const conflict = () => new Failure('CONFLICT', 'Another question has this id. Ask with a new one.');

async function bindingFor(deps: ChatDeps, userId: string, bound: Binding | null, input: AskInput): Promise<Binding> {
  const chosen = [...new Set(input.documentIds)];
  const present = chosen.length === 0 ? null : await deps.library.names(userId, chosen);
  if (chosen.some((documentId) => present?.has(documentId) !== true)) throw notFound('document');
  const { classId, documentId } = bound ?? { classId: null, documentId: null };
  return bind({ classId, documentId }, await findNamed(deps, userId, input));
}

async function store(
  deps: ChatDeps,
  active: ActiveRun,
  session: SessionRow | null,
  binding: Binding,
  input: AskInput,
): Promise<AskReply> {
  const { userId } = active;
  const sessionId = sessionIdOf(input);
  const turn: NewTurn = {
    turnId: input.turnId,
    sessionId,
    question: input.text,
    source: input.source,
    scope: { ...binding, documentIds: [...new Set(input.documentIds)] },
  };
  const stored = await acceptRun(deps, active, {
    prepare: async (now) => {
      const isNew = await openSession(deps, userId, sessionId, session, binding, input, now);
      return requestFor(deps, userId, turn, isNew ? [] : await loadHistory(deps.db, userId, sessionId, now));
    },
    store: (start) => insertTurn(deps.db, userId, turn, start),
    undo: (now) => closeSession(deps, userId, sessionId, session, now),
  });
  const known = stored ?? (await findTurnThatUsed(deps.db, userId, input.turnId));
  if (known === null) throw conflict();
  return replyFor(known, input);
}
