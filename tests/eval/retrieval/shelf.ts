import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Scope } from '#server/library/scope-documents.ts';
import { meterEmbedder } from '#server/models/metered-embedder.ts';
import { buildSegment, type Segment } from '#server/retrieval/segment.ts';
import { classOf, openTestLibrary, type TestLibrary } from '#tests/harness/library.ts';
import { localEmbedder } from '#tests/harness/local-embedder.ts';
import { makePdf, type PdfPage } from '#tests/harness/make-pdf.ts';
import { fetchManuals } from '../../../bench/fetch-manuals.ts';
import { type Course, type CoursePage, coursesFrom } from './course.ts';

/** What is asked about, uploaded and read as a student's documents are. */
export interface Shelf extends AsyncDisposable {
  at: TestLibrary;
  courses: Course[];
  /** @param name `courses` for the class of all of them, else the id of a manual */
  scopeOf(name: string): Scope;
  documentOf(id: string): string;
  /** the documents in a scope as search sees them */
  segmentsOf(name: string): readonly Segment[];
}

const userId = 'reader';
export const embedder = meterEmbedder(localEmbedder(), null);

/**
 * @param seed of the generated documents
 * @throws     where the manuals cannot be had
 */
export async function openShelf(seed: number): Promise<Shelf> {
  const at = await openTestLibrary({ fileBytes: 50_000_000, freeDocuments: 100, embedder });
  await at.library.start(true);
  const documents = new Map<string, string>();
  const segments = new Map<string, Segment>();
  const add = async (id: string, classId: string, name: string, content: AsyncIterable<Uint8Array>): Promise<void> => {
    const { documentId } = await at.library.acceptFile(userId, classId, { name, content });
    const { status, error } = await at.settled(documentId);
    if (status !== 'ready') throw new Error(`${name}: ${error}`);
    const passages = await at.database.db.passages.where({ userId, documentId }).orderBy({ page: 1, start: 1 }).all();
    documents.set(id, documentId);
    segments.set(id, await buildSegment(documentId, passages));
  };
  const courses = coursesFrom(seed);
  const classId = await classOf(at.library, userId);
  for (const { id, title, pages } of courses) {
    await add(id, classId, `${title}.pdf`, inOnePiece(makePdf(pages.map(layOut))));
  }
  const manuals = await classOf(at.library, userId);
  for (const { id, file } of await fetchManuals()) await add(id, manuals, basename(file), createReadStream(file));
  await vectorsAreThere(at);
  const known = <T>(map: ReadonlyMap<string, T>, id: string): T => {
    const one = map.get(id);
    if (one === undefined) throw new Error(`There is no document ${id}`);
    return one;
  };
  return {
    at,
    courses,
    documentOf: (id) => known(documents, id),
    segmentsOf: (name) => (name === 'courses' ? courses.map(({ id }) => id) : [name]).map((id) => known(segments, id)),
    scopeOf: (name) => ({
      userId,
      classId: name === 'courses' ? classId : manuals,
      documentId: name === 'courses' ? null : known(documents, name),
      documentIds: null,
    }),
    [Symbol.asyncDispose]: () => at[Symbol.asyncDispose](),
  };
}

async function vectorsAreThere({ database }: TestLibrary): Promise<void> {
  for (;;) {
    const rows = await database.db.embeddings.where({ userId }).all();
    if (rows.every(({ model }) => model === embedder.model)) return;
    await delay(200);
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
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
