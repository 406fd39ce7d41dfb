import type { Db } from '#server/database/client.ts';
import { condenseNotes, condensePassages } from './condense.ts';
import type { CitedText } from './cited-text.ts';
import { passagesOf, sectionsOf, type Section } from './sections.ts';
import { keepSummary, readSummaries, type StoredSummary, wholeDocument } from './store.ts';
import { metered, type Writer } from './writer.ts';

/** A document that can be summarised: it is ready. */
export interface SummarisedDocument {
  userId: string;
  documentId: string;
  name: string;
  pages: number;
}

/** Told after each part that is done, `done` of `of`. */
export interface PartDone {
  type: 'part';
  done: number;
  of: number;
}

interface Making<E> {
  db: Db;
  now: () => Date;
  /** null: in the document's own words */
  writer: Writer<E> | null;
  /** false where the summary is for once only */
  isKept: boolean;
}

/** How many times a model is asked for the summary of a document of which `stored` is there already, at least. */
export function callsFor(pages: number, stored: ReadonlySet<number>): number {
  if (stored.has(wholeDocument)) return 0;
  const sections = sectionsOf(pages);
  return sections.filter(({ section }) => !stored.has(section)).length + (sections.length > 1 ? 1 : 0);
}

/**
 * Makes the summary of a document, section by section, and then of the whole from those; what is there already is not
 * made again, so that it goes on where it was broken off.
 *
 * @throws Failure MODEL_UNAVAILABLE, BUSY; an AbortError where the writer was stopped
 */
export async function* makeSummary<E>(
  { db, now, writer, isKept }: Making<E>,
  document: SummarisedDocument,
): AsyncGenerator<E | PartDone, StoredSummary> {
  const { documentId } = document;
  const stored = await readSummaries(db, document);
  const known = stored.get(wholeDocument);
  if (known) return known;

  async function* make(
    part: Section,
    write: (writer: Writer<E> | null) => AsyncGenerator<E, CitedText>,
  ): AsyncGenerator<E, StoredSummary> {
    const meter = writer && metered(writer);
    const cited = yield* write(meter?.writer ?? null);
    if (!isKept) return { ...cited, ...part, documentId };
    const { input, output } = meter?.spent ?? { input: 0, output: 0 };
    const making = { model: writer?.name ?? null, tokensIn: input, tokensOut: output, createdAt: now() };
    return await keepSummary(db, document, { ...cited, ...part, ...making });
  }

  const sections = sectionsOf(document.pages);
  const of = sections.length + 1;
  const parts: StoredSummary[] = [];
  for (const section of sections) {
    const passages = stored.has(section.section) ? [] : await passagesOf(db, document, section);
    const part =
      stored.get(section.section) ??
      (passages.length > 0
        ? yield* make(section, (metering) => condensePassages(metering, document.name, passages))
        : null);
    if (part) parts.push(part);
    yield { type: 'part', done: section.section, of };
  }
  const whole = yield* make({ section: wholeDocument, firstPage: 1, lastPage: document.pages }, (metering) =>
    condenseNotes(
      metering,
      parts.map((part) => ({ ...part, document: document.name })),
    ),
  );
  yield { type: 'part', done: of, of };
  return whole;
}
