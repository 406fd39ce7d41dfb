import type { Session, Source } from '#shared/session.ts';
import { type Db, field, present } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';
import type { Models } from '../../prisma/contract.d.ts';
import type { Binding } from './bind.ts';
import { bindingsOf, isGoneWithDocument } from './session-bindings.ts';

export type SessionRow = Models.unbound_Session;

/** A session as users see it: none where it is deleted, by itself or with its document. */
export async function findSession(db: Db, userId: string, sessionId: string): Promise<SessionRow | null> {
  const row = await db.sessions.where({ userId, sessionId }).where(present).first();
  return row === null || (await isGoneWithDocument(db, row)) ? null : row;
}

/** A session that is stored, deleted or not. */
export const findStoredSession = async (db: Db, userId: string, sessionId: string): Promise<SessionRow | null> =>
  db.sessions.where({ userId, sessionId }).first();

export interface NewSession extends Binding {
  sessionId: string;
  name: string;
  source: Source;
  ephemeral: boolean;
}

/**
 * Stores a session unless its id is there already; either way, what is there.
 *
 * @param isAbsent it was looked for just now
 */
export const putSession = (
  db: Db,
  userId: string,
  session: NewSession,
  now: Date,
  isAbsent = false,
): Promise<SessionRow> =>
  findOrCreate(
    db,
    `session ${userId} ${session.sessionId}`,
    () => findStoredSession(db, userId, session.sessionId),
    () => db.sessions.create({ userId, ...session, createdAt: now, updatedAt: now, deletedAt: null }),
    isAbsent,
  );

/** The session as clients see it: bound as it is now, with the runs that go on in it. */
export async function viewSession(db: Db, row: SessionRow): Promise<Session> {
  const [session] = await viewSessions(db, row.userId, [row]);
  if (session === undefined) throw new Error('a view of one session is one session');
  return session;
}

/** Sessions as clients see them, in the order given. */
export async function viewSessions(db: Db, userId: string, rows: readonly SessionRow[]): Promise<Session[]> {
  if (rows.length === 0) return [];
  const running = await db.turns
    .where({ userId, status: 'running' })
    .where(present)
    .where(
      field.in(
        'sessionId',
        rows.map((row) => row.sessionId),
      ),
    )
    .select('sessionId', 'running')
    .all();
  const bindings = await bindingsOf(db, userId, rows);
  return rows.map((row, index) => ({
    sessionId: row.sessionId,
    name: row.name,
    classId: bindings[index]?.classId ?? null,
    documentId: bindings[index]?.documentId ?? null,
    source: row.source,
    ephemeral: row.ephemeral,
    runIds: running.flatMap((turn) => (turn.sessionId === row.sessionId && turn.running ? [turn.running.runId] : [])),
    updatedAt: row.updatedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  }));
}
