import { MongoAndExpr, MongoOrExpr } from '@prisma/orm-mongo/query-ast/execution';
import type { z } from 'zod';
import type { listSessionsInput, Session, Source } from '#shared/session.ts';
import { type Db, field, present } from '#server/database/client.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { ChatDeps } from './deps.ts';
import { viewSessions } from './session-store.ts';

const searchedTurns = 500;

/** A user's chats of one source, newest first, without ephemeral ones. */
export async function listSessions(
  { db }: ChatDeps,
  userId: string,
  input: z.output<typeof listSessionsInput>,
): Promise<{ sessions: Session[]; nextCursor: string | null }> {
  let query = db.sessions.where({ userId, source: input.source, ephemeral: false }).where(present);
  if (input.classId !== undefined) {
    const inside = await boundTo(db, userId, input.classId);
    if (inside === null) return { sessions: [], nextCursor: null };
    query = query.where(inside);
  }
  if (input.search !== undefined) query = query.where(await matching(db, userId, input.source, input.search));
  if (input.cursor !== undefined) query = query.where(after(input.cursor));
  const rows = await query
    .orderBy({ updatedAt: -1, sessionId: -1 })
    .limit(input.limit + 1)
    .all();
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    sessions: await viewSessions(db, userId, page),
    nextCursor: rows.length > page.length && last ? encodeCursor({ at: last.updatedAt, id: last.sessionId }) : null,
  };
}

/** Sessions of a class and of its documents, wherever those were when they were bound; null where the class is gone. */
async function boundTo(db: Db, userId: string, classId: string) {
  const [found, documents] = await Promise.all([
    db.classes.where({ userId, classId }).where(present).select('classId').first(),
    db.documents.where({ userId, classId }).select('documentId').all(),
  ]);
  if (found === null) return null;
  return MongoOrExpr.of([
    MongoAndExpr.of([field.isNull('documentId'), field.eq('classId', classId)]),
    field.in(
      'documentId',
      documents.map(({ documentId }) => documentId),
    ),
  ]);
}

function after(cursor: string) {
  const { at, id } = decodeCursor(cursor);
  return MongoOrExpr.of([
    field.lt('updatedAt', at),
    MongoAndExpr.of([field.eq('updatedAt', at), field.lt('sessionId', id)]),
  ]);
}

/** Sessions whose name or one of whose questions holds the words, whatever their case. */
async function matching(db: Db, userId: string, source: Source, search: string) {
  const pattern = anyCase(search);
  const turns = await db.turns
    .where({ userId, source })
    .where(present)
    .where(field.of('question', '$regex', pattern))
    .select('sessionId')
    .orderBy({ createdAt: -1 })
    .limit(searchedTurns)
    .all();
  return MongoOrExpr.of([
    field.of('name', '$regex', pattern),
    field.in('sessionId', [...new Set(turns.map((turn) => turn.sessionId))]),
  ]);
}

/** A pattern for the words in any case, without options, which not every engine takes beside other conditions. */
function anyCase(words: string): string {
  return Array.from(words, (char) => {
    const [lower, upper] = [char.toLowerCase(), char.toUpperCase()];
    if (lower !== upper && lower.length === upper.length) return `(?:${lower}|${upper})`;
    return char.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`);
  }).join('');
}
