import type { DocumentRow } from './rows.ts';

export type NewDocument = Pick<
  DocumentRow,
  'userId' | 'classId' | 'documentId' | 'name' | 'kind' | 'bytes' | 'contentKey'
>;

/** A document as it is stored when it arrives. */
export const newDocument = (document: NewDocument, createdAt: Date, sample: boolean): Omit<DocumentRow, '_id'> => ({
  ...document,
  sample,
  pages: 0,
  pagesDone: 0,
  status: 'queued',
  error: null,
  summaryStatus: 'none',
  starters: [],
  work: null,
  attempts: 0,
  createdAt,
  deletedAt: null,
});
