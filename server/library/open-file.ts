import type { Document } from '#shared/document.ts';
import { notFound } from '#shared/failure.ts';
import type { StoredFile } from '#server/files/file-store.ts';
import type { LibraryContext } from './context.ts';
import { requireDocument } from './find.ts';
import { fileKey, toDocument } from './rows.ts';

export interface OpenedFile {
  document: Document;
  /** SHA-256 of the content, in hex */
  hash: string;
  file: StoredFile;
}

/** A document's original. @throws Failure NOT_FOUND */
export async function openFile({ db, files }: LibraryContext, userId: string, documentId: string): Promise<OpenedFile> {
  const row = await requireDocument(db, userId, documentId);
  const file = await files.open(fileKey(row));
  if (file === null) throw notFound('document');
  return { document: toDocument(row), hash: row.contentKey, file };
}
