import type { Class } from '#shared/class.ts';
import type { Document } from '#shared/document.ts';
import { type Db, field } from '#server/database/client.ts';

export type ClassRow = NonNullable<Awaited<ReturnType<Db['classes']['first']>>>;
export type DocumentRow = NonNullable<Awaited<ReturnType<Db['documents']['first']>>>;

/** The condition that a class or document is still there. */
export const notDeleted = field.isNull('deletedAt');

/** A class as clients see it. */
export const toClass = (row: ClassRow, documentCount: number): Class => ({
  classId: row.classId,
  name: row.name,
  documentCount,
  sample: row.sample,
  createdAt: row.createdAt.toISOString(),
});

/** A document as clients see it. */
export const toDocument = (row: DocumentRow): Document => ({
  documentId: row.documentId,
  classId: row.classId,
  name: row.name,
  kind: row.kind,
  bytes: row.bytes,
  pages: row.pages,
  status: row.status,
  progress: progressOf(row),
  // what it will fail with is noted before it has failed
  error: row.status === 'failed' ? row.error : null,
  summaryStatus: row.summaryStatus,
  starters: [...row.starters],
  createdAt: row.createdAt.toISOString(),
});

const progressOf = ({ status, pages, pagesDone }: DocumentRow): number =>
  status === 'ready' ? 1 : pages > 0 ? Math.min(1, pagesDone / pages) : 0;

/** Where a document's original is kept. */
export const fileKey = ({ userId, documentId }: Pick<DocumentRow, 'userId' | 'documentId'>): string =>
  `${userId}/${documentId}`;

/** True for the error with which the database refuses a second row of the same key. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === 11_000) || isDuplicate(error.cause));
