import { Failure, notFound } from '#shared/failure.ts';
import type { AskInput, AskReply } from '#shared/turn.ts';
import { acceptRun } from './accept-run.ts';
import type { ActiveRun } from './active-runs.ts';
import { admit } from './admit.ts';
import { bind, type Binding } from './bind.ts';
import type { ChatDeps } from './deps.ts';
import { findNamed } from './find-named.ts';
import { loadHistory } from './load-history.ts';
import { nameSession } from './name-session.ts';
import { requestFor } from './request.ts';
import { findSession, putSession, type SessionRow } from './session-store.ts';
import { findTurnOfRun, insertTurn, type NewTurn, type TurnRow } from './turn-store.ts';

/**
 * Accepts a question and sets its run going. Idempotent: the same turn id with the same text and session is the same
 * run, whatever the quota. Checked in this order: session and source, an existing turn, what the question names,
 * limits, quota; nothing is stored before all have passed.
 *
 * @throws Failure SOURCE_MISMATCH, CONFLICT, NOT_FOUND, BAD_REQUEST, TOO_MANY_REQUESTS, QUOTA_EXCEEDED
 */
export async function ask(deps: ChatDeps, userId: string, input: AskInput): Promise<AskReply> {
  for (;;) {
    await deps.runs.find(userId, input.turnId)?.accepted;
    const session = await findSession(deps.db, userId, sessionIdOf(input));
    checkSource(session, input);
    // a turn's id is its first run's; one that a retry took is no question's any more
    const known = await findTurnOfRun(deps.db, userId, input.turnId);
    if (known !== null) return replyFor(known, input);
    const binding = await bindingFor(deps, userId, session, input);
    const active = await admit(deps, userId, input.turnId);
    if (active !== null) return await store(deps, active, session, binding, input);
  }
}

/** A question without a session gets one of its own, under the turn's id: asking twice makes one. */
const sessionIdOf = (input: AskInput): string => input.sessionId ?? input.turnId;

function checkSource(session: SessionRow | null, input: AskInput) {
  if (session !== null && session.source !== input.source)
    throw new Failure('SOURCE_MISMATCH', 'This chat belongs to the other app. Start a new one here.');
}

function replyFor(known: TurnRow, input: AskInput): AskReply {
  const isSame =
    known.turnId === input.turnId &&
    known.question === input.text &&
    (input.sessionId === undefined || input.sessionId === known.sessionId);
  if (!isSame) throw conflict();
  return { sessionId: known.sessionId, turnId: known.turnId, runId: known.turnId };
}

const conflict = () => new Failure('CONFLICT', 'Another question has this id. Ask with a new one.');

async function bindingFor(
  deps: ChatDeps,
  userId: string,
  session: SessionRow | null,
  input: AskInput,
): Promise<Binding> {
  const chosen = [...new Set(input.documentIds)];
  const present = chosen.length === 0 ? null : await deps.library.names(userId, chosen);
  if (chosen.some((documentId) => present?.has(documentId) !== true)) throw notFound('document');
  return bind(session ?? { classId: null, documentId: null }, await findNamed(deps, userId, input));
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
      if (session === null) await openSession(deps, userId, binding, input, now);
      await rebind(deps, userId, sessionId, binding, now);
      return requestFor(deps, userId, turn, await loadHistory(deps.db, userId, sessionId, now));
    },
    store: (month, now) => insertTurn(deps.db, userId, turn, month, now),
  });
  const known = stored ?? (await findTurnOfRun(deps.db, userId, input.turnId));
  if (known === null) throw conflict();
  return replyFor(known, input);
}

async function openSession(
  deps: ChatDeps,
  userId: string,
  binding: Binding,
  input: AskInput,
  now: Date,
): Promise<void> {
  const row = await putSession(
    deps.db,
    userId,
    {
      sessionId: sessionIdOf(input),
      ...binding,
      name: nameSession(input.source, binding.documentId !== null, input.text),
      source: input.source,
      ephemeral: input.ephemeral ?? binding.documentId !== null,
    },
    now,
  );
  if (row.deletedAt !== null) throw notFound('chat');
  checkSource(row, input);
}

const rebind = (deps: ChatDeps, userId: string, sessionId: string, { classId, documentId }: Binding, now: Date) =>
  deps.db.sessions.where({ userId, sessionId }).update({ classId, documentId, updatedAt: now });
