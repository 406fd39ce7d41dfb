import { type Db, field } from '#server/database/client.ts';
import { notDeleted } from './rows.ts';

/**
 * Where a question looks. The narrowest given counts: chosen documents, if it names some, else the document, else the
 * class, else everything the user has.
 */
export interface Scope {
  userId: string;
  classId: string | null;
  documentId: string | null;
  documentIds: readonly string[] | null;
}

/** A document that can be searched and summarised. */
export interface ReadyDocument {
  documentId: string;
  name: string;
  pages: number;
}

interface ScopeDocuments {
  ready: ReadyDocument[];
  /** documents in scope by what can be done with them now */
  counts: { ready: number; reading: number; failed: number };
}

/**
 * What a question may look at now, in the order of ids. Ids that are missing, deleted or another user's are as if they
 * were not there; they never widen the scope.
 */
export async function documentsInScope(
  db: Db,
  { userId, classId, documentId, documentIds }: Scope,
): Promise<ScopeDocuments> {
  const mine = db.documents.where({ userId }).where(notDeleted);
  const inScope = (() => {
    if (documentIds !== null && documentIds.length > 0) return mine.where(field.in('documentId', [...documentIds]));
    if (documentId !== null) return mine.where({ documentId });
    return classId === null ? mine : mine.where({ classId });
  })();
  const rows = await inScope.select('documentId', 'name', 'pages', 'status').orderBy({ documentId: 1 }).all();
  const ready = rows.flatMap(({ status, ...document }) => (status === 'ready' ? [document] : []));
  const failed = rows.filter(({ status }) => status === 'failed').length;
  return { ready, counts: { ready: ready.length, failed, reading: rows.length - ready.length - failed } };
}
