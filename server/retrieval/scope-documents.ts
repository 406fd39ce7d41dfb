import { type Db, field } from '#server/database/client.ts';
import type { Scope, SearchResult } from './retrieval.ts';

/** A document that can be searched, and how many pages it has. */
export interface ReadyDocument {
  documentId: string;
  pages: number;
}

export interface ScopeDocuments {
  /** those that can be searched */
  ready: ReadyDocument[];
  counts: SearchResult['documents'];
}

/**
 * What a question may look at now: the chosen documents, else the document, else the class, else all. Ids that are
 * missing, deleted or another user's are as if they were not there; they never widen the scope.
 */
export async function documentsInScope(
  db: Db,
  { userId, classId, documentId, documentIds }: Scope,
): Promise<ScopeDocuments> {
  const mine = db.documents.where({ userId }).where(field.isNull('deletedAt'));
  const inScope = (() => {
    if (documentIds !== null && documentIds.length > 0) return mine.where(field.in('documentId', [...documentIds]));
    if (documentId !== null) return mine.where({ documentId });
    return classId === null ? mine : mine.where({ classId });
  })();
  const rows = await inScope.select('documentId', 'status', 'pages').orderBy({ documentId: 1 }).all();
  const ready = rows.filter(({ status }) => status === 'ready').map(({ documentId, pages }) => ({ documentId, pages }));
  const failed = rows.filter(({ status }) => status === 'failed').length;
  return { ready, counts: { ready: ready.length, failed, reading: rows.length - ready.length - failed } };
}
