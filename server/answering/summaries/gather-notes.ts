import { Failure } from '#shared/failure.ts';
import type { Route } from '#shared/turn.ts';
import type { Passage } from '#shared/passage.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { CitedText } from '#server/library/summaries/cited-text.ts';
import { condenseOnce } from '#server/library/summaries/condense.ts';
import type { SummarisedDocument } from '#server/library/summaries/make-summary.ts';
import type { NamedSummary } from '#server/library/summaries/summaries.ts';
import { charsAtOnce, metered, type Writer } from '#server/library/summaries/writer.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from '../answer.ts';
import type { AnsweringParts } from '../parts.ts';
import { createRunWriter } from './run-writer.ts';

/** What an answer is written from: notes that fit into one call together. */
export interface Gathered {
  notes: NamedSummary[];
  /** the summary of each document, in the order of the documents */
  whole: NamedSummary[];
  tokens: AnswerEnd['tokens'];
  /** whether a model was asked already, so that waiting for the minute is worth it */
  isLong: boolean;
}

/** A run asks a model this often for summaries that are not there yet; the rest it makes in the documents' own words. */
const mostCalls = 24;

/**
 * Brings the summaries of documents together: those that are kept, the others made now, with progress; where they are
 * too many for one call, put together in batches first.
 *
 * @throws Failure where a model was needed and failed; an AbortError
 */
export async function* gatherNotes(
  parts: AnsweringParts,
  request: AnswerRequest,
  documents: readonly SummarisedDocument[],
  route: Route,
): AsyncGenerator<AnswerEvent, Gathered> {
  yield { type: 'status', stage: 'reading', route, progress: 0 };
  const open = createRunWriter(parts, request, route);
  const meter = open && metered(open);
  const writer = meter?.writer ?? null;
  const making: Making = { parts, writer, of: documents.length, route };
  const stored = new Map((await parts.summaries.whole(documents)).map((summary) => [summary.documentId, summary]));
  const whole: NamedSummary[] = [];
  let left = mostCalls;
  for (const [index, document] of documents.entries()) {
    throwIfAborted(request.signal);
    const known = stored.get(document.documentId);
    left -= known ? 0 : await parts.summaries.callsFor(document);
    if (left < 0) making.writer = null;
    whole.push(known ?? (yield* makeOne(making, document, index)));
  }
  const most = writer?.charsAtOnce ?? charsAtOnce(null);
  const detailed = await inDetail(parts, documents, whole, most);
  const notes = writer ? yield* fitting(writer, detailed, route) : detailed;
  const spent = meter?.spent ?? { input: 0, output: 0 };
  return { notes, whole, tokens: { ...spent, estimated: false }, isLong: spent.input > 0 };
}

/** Notes that fit into one call together: put together in batches until they do. */
async function* fitting(
  writer: Writer<AnswerEvent>,
  all: NamedSummary[],
  route: Route,
): AsyncGenerator<AnswerEvent, NamedSummary[]> {
  let notes = all;
  while (sizeOf(notes) > writer.charsAtOnce && notes.length > 1) {
    yield { type: 'status', stage: 'reading', route, progress: 1 };
    const fewer = yield* condenseOnce(writer, notes);
    if (fewer.length >= notes.length) break;
    const known = notes;
    notes = fewer.map((part) => asNote(part, known));
  }
  return notes;
}

interface Making {
  parts: Pick<AnsweringParts, 'summaries' | 'guideModel'>;
  /** null where there is no model, it has failed, or was asked often enough */
  writer: Writer<AnswerEvent> | null;
  of: number;
  route: Route;
}

/** One document's summary, made now; where the model fails in its own words, and those after it too. */
async function* makeOne(
  making: Making,
  document: SummarisedDocument,
  index: number,
): AsyncGenerator<AnswerEvent, NamedSummary> {
  const { parts, writer, of, route } = making;
  const status = (share: number): AnswerEvent => ({
    type: 'status',
    stage: 'reading',
    route,
    detail: document.name,
    progress: (index + share) / of,
  });
  yield status(0);
  try {
    // what is made without the model that there is, is for this answer only
    const work = parts.summaries.make(document, writer, writer !== null || parts.guideModel.isExtractive);
    let step = await work.next();
    for (; !step.done; step = await work.next()) {
      if (step.value.type === 'part') yield status(step.value.done / step.value.of);
      else yield step.value;
    }
    return step.value;
  } catch (error) {
    if (writer === null || !(error instanceof Failure)) throw error;
    making.writer = null;
    return yield* makeOne(making, document, index);
  }
}

/** A note on several documents, with the names that their passages have. */
function asNote({ text, passages: sources }: CitedText, notes: readonly NamedSummary[]): NamedSummary {
  const known = new Map(passagesOf(notes).map((passage) => [passage.passageId, passage]));
  const passages = sources.flatMap(({ passageId }) => known.get(passageId) ?? []);
  const names = [...new Set(passages.map(({ documentName }) => documentName))];
  const pages = passages.map(({ page }) => page);
  return {
    text,
    passages,
    documentId: passages[0]?.documentId ?? '',
    document: names.slice(0, 12).join(', '),
    firstPage: Math.min(...pages),
    lastPage: Math.max(...pages),
  };
}

/** Of a single document the notes on its sections say more than its summary, where they fit. */
async function inDetail(
  { summaries }: AnsweringParts,
  documents: readonly SummarisedDocument[],
  whole: NamedSummary[],
  most: number,
): Promise<NamedSummary[]> {
  const [only] = documents;
  if (!only || documents.length > 1) return whole;
  const sections = await summaries.sections(only);
  return sections.length > 1 && sizeOf(sections) <= most ? sections : whole;
}

const sizeOf = (notes: readonly NamedSummary[]): number => notes.reduce((sum, { text }) => sum + text.length + 90, 0);

/** The passages that some notes name, as their markers count through. */
export const passagesOf = (notes: readonly NamedSummary[]): Passage[] => notes.flatMap(({ passages }) => [...passages]);
