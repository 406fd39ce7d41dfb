import { notFound } from '#shared/failure.ts';
import type { Passage } from '#shared/passage.ts';
import type { LibraryContext } from './context.ts';
import { findDocumentRow, requireDocument } from './find.ts';

export interface PageContent {
  page: number;
  heading: string | null;
  text: string;
}

/** The stored text of a page. @throws Failure NOT_FOUND */
export async function getPage(
  { db }: LibraryContext,
  userId: string,
  { documentId, page }: { documentId: string; page: number },
): Promise<PageContent> {
  await requireDocument(db, userId, documentId);
  const row = await db.pages.where({ userId, documentId, page }).first();
  if (row === null) throw notFound('page');
  return { page: row.page, heading: row.heading, text: row.text };
}

/** A passage of a document that the user still has. @throws Failure NOT_FOUND */
export async function getPassage({ db }: LibraryContext, userId: string, passageId: string): Promise<Passage> {
  const row = await db.passages.where({ userId, passageId }).first();
  const document = row && (await findDocumentRow(db, userId, row.documentId));
  if (!row || !document) throw notFound('passage');
  const { documentId, page, start, end, text } = row;
  return { passageId, documentId, documentName: document.name, page, start, end, text };
}
