import { MongoOrExpr } from '@prisma/orm-mongo/query-ast/execution';
import { field, present } from '#server/database/client.ts';
import type { ChatDeps } from './deps.ts';
import { bindingsOf } from './session-bindings.ts';
import { viewSessions } from './session-store.ts';
import { stopRuns } from './stop-runs.ts';

/**
 * Tells the user's tabs how the sessions stand that are bound to what was deleted, restored or moved. Runs in document
 * chats that went with their document are stopped as by stop; others end as they would.
 *
 * @param changed documents, and the class where it is the class that changed
 */
export async function followLibrary(
  deps: ChatDeps,
  userId: string,
  { classId = null, documentIds }: { classId?: string | null; documentIds: readonly string[] },
): Promise<void> {
  const { db, events } = deps;
  const ofDocuments = field.in('documentId', [...documentIds]);
  const rows = await db.sessions
    .where({ userId })
    .where(present)
    .where(classId === null ? ofDocuments : MongoOrExpr.of([ofDocuments, field.eq('classId', classId)]))
    .all();
  if (rows.length === 0) return;
  const bindings = await bindingsOf(db, userId, rows);
  const gone = rows.filter((_, index) => bindings[index]?.isGone).map(({ sessionId }) => sessionId);
  for (const sessionId of gone) await events.publish(userId, { type: 'session.deleted', sessionId });
  const left = rows.filter((_, index) => bindings[index]?.isGone === false);
  for (const session of await viewSessions(db, userId, left))
    await events.publish(userId, { type: 'session.changed', session });
  if (gone.length === 0) return;
  const running = await db.turns
    .where({ userId, status: 'running' })
    .where(field.in('sessionId', gone))
    .select('running')
    .all();
  await stopRuns(deps, userId, running);
}
