import { type Db, field } from '#server/database/client.ts';
import type { Scope, SearchResult } from './retrieval.ts';

export interface ScopeDocuments {
  /** ids of those that can be searched */
  ready: string[];
  counts: SearchResult['documents'];
}

/**
 * What a question may look at now: the chosen documents, else the document, else the class, else all. Ids that are
 * missing, deleted or another user's are as if they were not there; they never widen the scope.
 */
export async function documentsInScope(db: Db, { userId, classId, documentId, documentIds }: Scope): Promise<ScopeDocuments> {
  const mine = db.documents.where({ userId }).where(field.isNull('deletedAt'));
  const inScope = (() => {
    if (documentIds !== null && documentIds.length > 0) return mine.where(field.in('documentId', [...documentIds]));
    if (documentId !== null) return mine.where({ documentId });
    return classId === null ? mine : mine.where({ classId });
  })();
  const rows = await inScope.select('documentId', 'status').orderBy({ documentId: 1 }).all();
  const ready = rows.filter(({ status }) => status === 'ready').map((row) => row.documentId);
  const failed = rows.filter(({ status }) => status === 'failed').length;
  return { ready, counts: { ready: ready.length, failed, reading: rows.length - ready.length - failed } };
}
