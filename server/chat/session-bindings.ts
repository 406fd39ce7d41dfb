import { type Db, field, present } from '#server/database/client.ts';
import type { Models } from '../../prisma/contract.d.ts';
import type { Binding } from './bind.ts';

type Bound = Pick<Models.unbound_Session, 'userId' | 'classId' | 'documentId' | 'ephemeral'>;

/** What a session is bound to now, and whether it went with its document. */
interface BindingNow extends Binding {
  isGone: boolean;
}

/**
 * What a user's sessions are bound to now, in the order given. What they were bound to is stored; what has become of it
 * is told by classes and documents alone, so that deleting, restoring and moving need no second write: a document's
 * session is in the class that the document is in, falls back to that class where the document is deleted, and to
 * nothing where the class is; an ephemeral one is a document chat, and goes with its document.
 */
export async function bindingsOf(db: Db, userId: string, sessions: readonly Bound[]): Promise<BindingNow[]> {
  const documents = await documentsById(db, userId, sessions);
  const homes = sessions.map((session) => {
    const document = session.documentId === null ? undefined : documents.get(session.documentId);
    return { document, classId: document?.classId ?? session.classId };
  });
  const classIds = await classesThere(
    db,
    userId,
    homes.flatMap(({ classId }) => classId ?? []),
  );
  return homes.map(({ document, classId }, index) => {
    const { documentId = null, ephemeral = false } = sessions[index] ?? {};
    const isThere = document?.deletedAt === null;
    return {
      classId: classId !== null && (isThere || classIds.has(classId)) ? classId : null,
      documentId: isThere ? documentId : null,
      isGone: ephemeral && documentId !== null && !isThere,
    };
  });
}

export async function bindingOf(db: Db, session: Bound): Promise<BindingNow> {
  const [binding] = await bindingsOf(db, session.userId, [session]);
  return binding ?? { classId: null, documentId: null, isGone: false };
}

/** Whether a session that is not deleted itself went with its document. */
export async function isGoneWithDocument(db: Db, { userId, documentId, ephemeral }: Bound): Promise<boolean> {
  if (!ephemeral || documentId === null) return false;
  return (await db.documents.where({ userId, documentId }).where(present).select('documentId').first()) === null;
}

async function documentsById(db: Db, userId: string, sessions: readonly Bound[]) {
  const documentIds = [...new Set(sessions.flatMap(({ documentId }) => documentId ?? []))];
  const rows =
    documentIds.length === 0
      ? []
      : await db.documents
          .where({ userId })
          .where(field.in('documentId', documentIds))
          .select('documentId', 'classId', 'deletedAt')
          .all();
  return new Map(rows.map((row) => [row.documentId, row]));
}

async function classesThere(db: Db, userId: string, classIds: readonly string[]): Promise<Set<string>> {
  if (classIds.length === 0) return new Set();
  const rows = await db.classes
    .where({ userId })
    .where(present)
    .where(field.in('classId', [...new Set(classIds)]))
    .select('classId')
    .all();
  return new Set(rows.map(({ classId }) => classId));
}
