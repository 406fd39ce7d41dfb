import type { Scope } from '#server/library/scope-documents.ts';
import type { PageText, Retrieval } from '#server/retrieval/retrieval.ts';
import { createRetrieval } from '#server/retrieval/create-retrieval.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { addSampleClass } from '../sample-class.ts';
import { openShelf } from '../retrieval/shelf.ts';

/** Everything that quotations are drawn from, and the retrieval over it. */
export interface QuotedLibrary {
  retrieval: Retrieval;
  scope: Scope;
  /** pages with text worth quoting */
  pages: PageText[];
  /** how many pages come from where */
  origins: string;
}

const fewestChars = 400;
const width = 64;

/** Text set as books set it: narrow, with words broken at the ends of lines. */
function hyphenated(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    const room = width - line.length - 2;
    if (line.length + word.length < width) lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    else if (/^\p{Ll}{7,}/u.test(word) && room >= 3 && word.length - room >= 3) {
      lines[lines.length - 1] = `${line} ${word.slice(0, room)}-`;
      lines.push(word.slice(room));
    } else lines.push(word);
  }
  return lines;
}

/**
 * The generated course books and the manuals of the evaluation of retrieval, the sample class, and one book more that is
 * full of line-end hyphens.
 */
export async function openQuotedLibrary(seed: number): Promise<QuotedLibrary & AsyncDisposable> {
  const shelf = await openShelf(seed);
  const { userId } = shelf.scopeOf('courses');
  const { db } = shelf.at.database;
  const classId = shelf.scopeOf('courses').classId ?? '';
  const [course] = shelf.courses;
  const narrow = course?.pages.slice(0, 24).map(({ paragraphs }) => paragraphs.flatMap(hyphenated)) ?? [];
  const { documentId } = await shelf.at.accept(userId, classId, 'Narrow columns.pdf', makePdf(narrow));
  await shelf.at.settled(documentId);
  await addSampleClass(shelf.at, userId);

  const retrieval = createRetrieval({ db, cacheBytes: 200_000_000 });
  const scope: Scope = { userId, classId: null, documentId: null, documentIds: null };
  const documents = await db.documents.where({ userId, status: 'ready' }).all();
  const places = documents.flatMap(({ documentId, pages }) =>
    Array.from({ length: pages }, (_, index) => ({ documentId, page: index + 1 })),
  );
  const pages = (await retrieval.pages(scope, places)).filter(
    ({ text, passages }) => text.length >= fewestChars && passages.length > 0,
  );
  return {
    retrieval,
    scope,
    pages,
    origins: documents.map(({ name, pages }) => `${name} (${pages})`).join(', '),
    [Symbol.asyncDispose]: async () => {
      await retrieval.close();
      await shelf[Symbol.asyncDispose]();
    },
  };
}
