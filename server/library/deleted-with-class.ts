import type { DocumentRow } from './rows.ts';

type Key = Pick<DocumentRow, 'documentId' | 'contentKey'>;

/**
 * A document that is deleted by itself gets its id behind its content key, so that the content may come again. One that
 * goes with its class keeps it: nothing can come into a class that is gone.
 */
export const keyOfDeleted = ({ documentId, contentKey }: Key): string =>
  contentKey.endsWith(documentId) ? contentKey : `${contentKey}:${documentId}`;

/** The content key as it was before the deletion. */
export const keyOfRestored = ({ contentKey }: Key): string => contentKey.split(':', 1)[0] ?? contentKey;

/** Whether a deleted document is so because its class is: the class's mark decides on it. */
export const isDeletedWithClass = ({ deletedAt, contentKey }: Pick<DocumentRow, 'deletedAt' | 'contentKey'>): boolean =>
  deletedAt !== null && !contentKey.includes(':');
