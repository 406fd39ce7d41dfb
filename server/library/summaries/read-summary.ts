import type { DocumentSummary } from '#shared/document.ts';
import type { LibraryContext } from '../context.ts';
import { requireDocument } from '../find.ts';
import { readWhole } from './store.ts';

/**
 * The stored summary of a document, with its footnotes; without text where there is none.
 *
 * @throws Failure NOT_FOUND
 */
export async function readSummary(
  { db }: LibraryContext,
  userId: string,
  documentId: string,
): Promise<DocumentSummary> {
  const { name, summaryStatus: status } = await requireDocument(db, userId, documentId);
  const summary = (await readWhole(db, userId, [documentId])).get(documentId);
  if (!summary) return { status, text: '', citations: [] };
  const citations = summary.passages.map(({ text, ...passage }, index) => ({
    ...passage,
    number: index + 1,
    documentName: name,
    quote: text,
    gone: false,
  }));
  return { status, text: summary.text, citations };
}
