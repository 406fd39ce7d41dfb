import { MongoAndExpr, MongoOrExpr } from '@prisma/orm-mongo/query-ast/execution';
import { notFound } from '#shared/failure.ts';
import type { Session } from '#shared/session.ts';
import type { Turn } from '#shared/turn.ts';
import { field, present } from '#server/database/client.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { ChatDeps } from './deps.ts';
import { findSession, viewSession } from './session-store.ts';
import { findTurn } from './turn-store.ts';
import { viewOne, viewTurns } from './turn-view.ts';

export interface TurnPage {
  /** oldest first */
  turns: Turn[];
  /** leads to older ones */
  nextCursor: string | null;
}

/** A session with its newest turns. @throws Failure NOT_FOUND */
export async function getSession(
  deps: ChatDeps,
  userId: string,
  sessionId: string,
  limit: number,
): Promise<{ session: Session } & TurnPage> {
  const row = await findSession(deps.db, userId, sessionId);
  if (row === null) throw notFound('chat');
  const [session, page] = await Promise.all([
    viewSession(deps.db, row),
    readPage(deps, userId, sessionId, limit, undefined),
  ]);
  return { session, ...page };
}

/** A session's turns, paging back from the newest. @throws Failure NOT_FOUND */
export async function listTurns(
  deps: ChatDeps,
  userId: string,
  input: { sessionId: string; cursor?: string | undefined; limit: number },
): Promise<TurnPage> {
  if ((await findSession(deps.db, userId, input.sessionId)) === null) throw notFound('chat');
  return readPage(deps, userId, input.sessionId, input.limit, input.cursor);
}

/** @throws Failure NOT_FOUND */
export async function getTurn(deps: ChatDeps, userId: string, turnId: string): Promise<Turn> {
  const row = await findTurn(deps.db, userId, turnId);
  if (row === null) throw notFound('question');
  return viewOne(deps, row);
}

async function readPage(
  deps: ChatDeps,
  userId: string,
  sessionId: string,
  limit: number,
  cursor: string | undefined,
): Promise<TurnPage> {
  const all = deps.db.turns.where({ userId, sessionId }).where(present);
  const older = cursor === undefined ? all : all.where(before(cursor));
  const rows = await older
    .orderBy({ createdAt: -1, turnId: -1 })
    .limit(limit + 1)
    .all();
  const page = rows.slice(0, limit);
  const oldest = page.at(-1);
  return {
    turns: await viewTurns(deps, userId, page.toReversed()),
    nextCursor: rows.length > page.length && oldest ? encodeCursor({ at: oldest.createdAt, id: oldest.turnId }) : null,
  };
}

function before(cursor: string) {
  const { at, id } = decodeCursor(cursor);
  return MongoOrExpr.of([
    field.lt('createdAt', at),
    MongoAndExpr.of([field.eq('createdAt', at), field.lt('turnId', id)]),
  ]);
}
