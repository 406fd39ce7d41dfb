import { Failure } from '#shared/failure.ts';
import { fromNotes, fromPassages, type Note, type Summarising } from './assignments.ts';
import { numbered, type CitedText, type SourcePassage } from './cited-text.ts';
import { extractFromNotes, extractSummary } from './extract-summary.ts';
import type { Writer } from './writer.ts';

/** Sentences of a summary in the document's own words: of a section, of what is put together from sections. */
const sectionSentences = 8;
const documentSentences = 12;

/** A batch that is too long for the model is halved this often. */
const mostHalvings = 2;

/** Material of one sort: how it is handed to a model, and what becomes of it without one. */
interface Material<T> {
  sizeOf(item: T): number;
  assign(items: readonly T[]): Summarising;
  extract(items: readonly T[]): Promise<CitedText>;
}

const passagesOf = (document: string): Material<SourcePassage> => ({
  sizeOf: ({ text }) => text.length + 90,
  assign: (items) => fromPassages(document, items),
  extract: (items) => extractSummary(items, sectionSentences),
});

const notes: Material<Note> = {
  sizeOf: ({ text }) => text.length + 90,
  assign: fromNotes,
  extract: (items) => extractFromNotes(items, Math.max(documentSentences, Math.min(items.length, 24))),
};

/**
 * Summarises the passages of a section, in batches where they are too many for one call.
 *
 * @param writer null: in the section's own words
 * @throws Failure MODEL_UNAVAILABLE, BUSY; an AbortError where the work was stopped
 */
export async function* condensePassages<E>(
  writer: Writer<E> | null,
  document: string,
  passages: readonly SourcePassage[],
): AsyncGenerator<E, CitedText> {
  const material = passagesOf(document);
  if (writer === null) return await material.extract(passages);
  const parts = yield* writeAll(writer, material, passages);
  return yield* condenseNotes(
    writer,
    parts.map((part) => asNote(document, part)),
  );
}

/** Puts summaries of parts together into one: batches of them first where they are too many for one call. */
export async function* condenseNotes<E>(writer: Writer<E> | null, all: readonly Note[]): AsyncGenerator<E, CitedText> {
  const [only] = all;
  if (only && all.length === 1) return { text: only.text, passages: only.passages };
  if (writer === null) return await notes.extract(all);
  let parts = all;
  while (parts.length > 1) {
    const fewer = (yield* writeAll(writer, notes, parts)).map((part) => asNote(all[0]?.document ?? '', part));
    if (fewer.length >= parts.length) return await notes.extract(fewer);
    parts = fewer;
  }
  const [whole] = parts;
  return whole ? { text: whole.text, passages: whole.passages } : { text: '', passages: [] };
}

/** One round of putting notes together, in batches: fewer notes, each on what is named in it. */
export const condenseOnce = <E>(writer: Writer<E>, all: readonly Note[]): AsyncGenerator<E, CitedText[]> =>
  writeAll(writer, notes, all);

const asNote = (document: string, part: CitedText): Note => {
  const pages = part.passages.map(({ page }) => page);
  return { ...part, document, firstPage: Math.min(...pages), lastPage: Math.max(...pages) };
};

async function* writeAll<E, T>(
  writer: Writer<E>,
  material: Material<T>,
  items: readonly T[],
): AsyncGenerator<E, CitedText[]> {
  const written: CitedText[] = [];
  for (const batch of batchesOf(items, material, writer.charsAtOnce))
    written.push(...(yield* write(writer, material, batch)));
  return written;
}

/**
 * One call for a batch; where the model cannot take it, one for each half. What a model will not summarise, cannot take
 * in any size, or gives no source for stands in its own words.
 */
async function* write<E, T>(
  writer: Writer<E>,
  material: Material<T>,
  items: readonly T[],
  halved = 0,
): AsyncGenerator<E, CitedText[]> {
  const { assignment, passages } = material.assign(items);
  try {
    const { text } = yield* writer.ask(assignment);
    const cited = numbered(text, passages);
    return [cited.passages.length > 0 ? cited : await material.extract(items)];
  } catch (error) {
    const code = error instanceof Failure ? error.app.code : null;
    if (code !== 'CONTEXT_TOO_LARGE' && code !== 'MODEL_REFUSED') throw error;
    if (code === 'MODEL_REFUSED' || items.length < 2 || halved === mostHalvings) return [await material.extract(items)];
    const half = Math.ceil(items.length / 2);
    const first = yield* write(writer, material, items.slice(0, half), halved + 1);
    return [...first, ...(yield* write(writer, material, items.slice(half), halved + 1))];
  }
}

/** Cuts items into batches of about equal size, each at least two items where there are so many. */
function batchesOf<T>(items: readonly T[], material: Material<T>, most: number): T[][] {
  const whole = items.reduce((sum, item) => sum + material.sizeOf(item), 0);
  const even = whole / Math.ceil(whole / most);
  const batches: T[][] = [];
  let size = 0;
  for (const item of items) {
    const open = batches.at(-1);
    if (open && (open.length < 2 || size + material.sizeOf(item) / 2 <= even)) {
      open.push(item);
      size += material.sizeOf(item);
    } else {
      batches.push([item]);
      size = material.sizeOf(item);
    }
  }
  return batches;
}
