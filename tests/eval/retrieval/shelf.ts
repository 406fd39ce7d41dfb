import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Scope } from '#server/retrieval/retrieval.ts';
import { classOf, openTestLibrary, type TestLibrary } from '#tests/harness/library.ts';
import { makePdf, type PdfPage } from '#tests/harness/make-pdf.ts';
import { fetchManuals } from '../../../bench/fetch-manuals.ts';
import { type Course, type CoursePage, coursesFrom } from './course.ts';

/** What is asked about, uploaded and read as a student's documents are. */
export interface Shelf {
  at: TestLibrary;
  courses: Course[];
  /** `courses` is the class of all of them, else the id of a manual */
  scopeOf(name: string): Scope;
  documentOf(id: string): string;
}

const userId = 'reader';

/**
 * @param seed of the generated documents
 * @throws where the manuals cannot be had
 */
export async function openShelf(seed: number): Promise<Shelf & AsyncDisposable> {
  const at = await openTestLibrary({ fileBytes: 50_000_000, freeDocuments: 100 });
  await at.library.start(true);
  const documents = new Map<string, string>();
  const courses = coursesFrom(seed);
  const classId = await classOf(at.library, userId);
  for (const { id, title, pages } of courses) {
    const { documentId } = await at.accept(userId, classId, `${title}.pdf`, makePdf(pages.map(layOut)));
    await at.settled(documentId);
    documents.set(id, documentId);
  }
  const manuals = await classOf(at.library, userId);
  for (const { id, file } of await fetchManuals()) {
    const { documentId } = await at.library.acceptFile(userId, manuals, {
      name: basename(file),
      content: createReadStream(file),
    });
    await at.settled(documentId);
    documents.set(id, documentId);
  }
  const documentOf = (id: string): string => {
    const documentId = documents.get(id);
    if (documentId === undefined) throw new Error(`There is no document ${id}`);
    return documentId;
  };
  return {
    at,
    courses,
    documentOf,
    scopeOf: (name) => ({
      userId,
      classId: name === 'courses' ? classId : manuals,
      documentId: name === 'courses' ? null : documentOf(name),
      documentIds: null,
    }),
    [Symbol.asyncDispose]: () => at[Symbol.asyncDispose](),
  };
}

const lineLength = 88;

function layOut({ heading, paragraphs }: CoursePage): PdfPage {
  return { lines: [{ text: heading, size: 18 }, '', ...paragraphs.flatMap((paragraph) => [...wrap(paragraph), ''])] };
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < lineLength) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
