import { notFound, Failure } from '#shared/failure.ts';
import type { AskInput } from '#shared/turn.ts';
import { present } from '#server/database/client.ts';
import type { Binding } from './bind.ts';
import type { ChatDeps } from './deps.ts';
import { nameSession } from './name-session.ts';
import { putSession, type SessionRow } from './session-store.ts';

/** @throws Failure NOT_FOUND (deleted), SOURCE_MISMATCH */
export function checkSession(session: SessionRow | null, input: AskInput): void {
  if (session === null) return;
  if (session.deletedAt !== null) throw notFound('chat');
  if (session.source !== input.source)
    throw new Failure('SOURCE_MISMATCH', 'This chat belongs to the other app. Start a new one here.');
}

/**
 * Makes a question's session ready before its turn is stored: opens it if it is not there, binds it to what the question
 * names, and moves it to `now`, so that no sweep takes it for an old one.
 *
 * @param before the session as it was found, null where there was none
 * @returns whether it was made here: nothing has been asked in it
 * @throws Failure NOT_FOUND (deleted), SOURCE_MISMATCH
 */
export async function openSession(
  deps: ChatDeps,
  userId: string,
  sessionId: string,
  before: SessionRow | null,
  binding: Binding,
  input: AskInput,
  now: Date,
): Promise<boolean> {
  // who names nothing binds nothing: another question may be binding it now
  const isNaming = input.classId !== undefined || input.documentId !== undefined;
  const touch = () =>
    deps.db.sessions
      .where({ userId, sessionId })
      .where(present)
      .update({ ...(isNaming ? binding : {}), updatedAt: now });
  if (before !== null && (await touch()) !== null) return false;
  const row = await putSession(
    deps.db,
    userId,
    {
      sessionId,
      ...binding,
      name: nameSession(input.source, binding.documentId !== null, input.text),
      source: input.source,
      ephemeral: input.ephemeral ?? binding.documentId !== null,
    },
    now,
    before === null,
  );
  checkSession(row, input);
  const isBound = row.classId === binding.classId && row.documentId === binding.documentId;
  if ((isNaming && !isBound) || row.updatedAt.getTime() !== now.getTime()) await touch();
  return row.createdAt.getTime() === now.getTime();
}

/**
 * Takes back what `openSession` wrote for a question that was not stored after all: a session that it made goes, one that
 * was there is as it was. Nothing happens where somebody has used the session since.
 *
 * @param before the session as it was, null where there was none
 */
export async function closeSession(
  { db }: ChatDeps,
  userId: string,
  sessionId: string,
  before: SessionRow | null,
  now: Date,
): Promise<void> {
  const untouched = db.sessions.where({ userId, sessionId, updatedAt: now });
  if (before !== null) {
    const { classId, documentId, updatedAt } = before;
    await untouched.update({ classId, documentId, updatedAt });
    return;
  }
  if ((await db.turns.where({ userId, sessionId }).first()) === null)
    await untouched.where({ createdAt: now }).deleteAndCount();
}
