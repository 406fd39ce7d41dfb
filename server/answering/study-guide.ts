import { detectLanguage } from '#shared/language.ts';
import type { Passage } from '#shared/passage.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { NamedSummary } from '#server/library/summaries/summaries.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { noTokens } from './ask-model.ts';
import { withinBudget } from './budget.ts';
import { findPassages } from './find-passages.ts';
import { guidePrompt } from './guide/guide-prompt.ts';
import { guideInOwnWords } from './guide/own-words.ts';
import { answerNoHit } from './no-hit.ts';
import type { AnsweringParts } from './parts.ts';
import { askToChoose } from './summaries/ask-to-choose.ts';
import { gatherNotes, passagesOf } from './summaries/gather-notes.ts';
import { type MaterialScope, materialScope, type RequestSubject } from './summaries/material-scope.ts';
import { batchWaitMs } from './summaries/run-writer.ts';
import { limitWords, sayingModel } from './summaries/shaped-model.ts';
import { writeAnswer, type Writing } from './write-answer.ts';

const route = 'study_guide';
const passageCount = 8;
/** tokens: fewer than 1,500 words in any of the languages */
const maxOutput = 3_500;
const mostWords = 1_450;
/** Sections whose notes go with the passages found. */
const mostSections = 6;
/** A guide to everything, with nothing named, is made of no more documents than this. */
const mostUnnamed = 40;

/** What a guide is written from. */
interface Material extends Pick<Writing, 'before' | 'documents'> {
  passages: readonly Passage[];
  notes: readonly NamedSummary[];
  waitMs?: number | undefined;
}

/**
 * Writes a study guide: on the topic that the request names, from passages and the notes on their sections; else on the
 * document, the class or the chosen documents in scope, else on everything, from summaries.
 */
export async function* studyGuide(
  parts: AnsweringParts,
  request: AnswerRequest,
  decision: RequestSubject,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const scope = await materialScope(parts, request, decision);
  throwIfAborted(request.signal);
  const { documents, counts } = scope;
  const nothing = { route, model: null, tokens: noTokens } as const;
  if (documents.length === 0) return yield* answerNoHit(parts.retrieval, scope.request, counts, nothing);
  if (scope.query === null) {
    if (!scope.isBound && documents.length > mostUnnamed) return yield* askToChoose(parts, request, route);
    const { notes, tokens: before, isLong } = yield* gatherNotes(parts, scope.request, documents, route);
    const waitMs = isLong ? batchWaitMs : undefined;
    return yield* write(parts, scope.request, { passages: [], notes, documents: counts, before, waitMs });
  }
  const wanted = { route, query: scope.query, count: passageCount } as const;
  const { tokens: before, ...found } = yield* findPassages(parts, scope.request, wanted);
  if (found.passages.length === 0)
    return yield* answerNoHit(parts.retrieval, scope.request, found.documents, { ...nothing, tokens: before });
  const passages = withinBudget(found.passages);
  const notes = await notesOn(parts, scope, passages);
  throwIfAborted(request.signal);
  return yield* write(parts, scope.request, { passages, notes, documents: found.documents, before });
}

async function* write(
  parts: AnsweringParts,
  request: AnswerRequest,
  { passages: found, notes, ...material }: Material,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  throwIfAborted(request.signal);
  const { guideModel } = parts;
  const language = detectLanguage(request.question);
  if (guideModel.isExtractive) {
    const passages = found.length > 0 ? found : passagesOf(notes);
    const model = sayingModel(guideModel.name, await guideInOwnWords(passages, language));
    return yield* writeAnswer(parts, request, { ...material, route, model, messages: [], passages });
  }
  const passages = [...found, ...passagesOf(notes)];
  const messages = guidePrompt(request, found, notes, language);
  const model = limitWords(guideModel, mostWords);
  return yield* writeAnswer(parts, request, { ...material, route, model, messages, passages, maxOutput });
}

/** The notes that are kept on the sections in which passages stand, the best passages' first. */
async function notesOn(
  { summaries, guideModel }: AnsweringParts,
  { documents }: MaterialScope,
  passages: readonly Passage[],
): Promise<NamedSummary[]> {
  if (guideModel.isExtractive) return [];
  const notes: NamedSummary[] = [];
  for (const documentId of new Set(passages.map((passage) => passage.documentId))) {
    const document = documents.find((one) => one.documentId === documentId);
    const sections = document ? await summaries.sections(document) : [];
    const holds = ({ firstPage, lastPage }: NamedSummary): boolean =>
      passages.some(
        (passage) => passage.documentId === documentId && passage.page >= firstPage && passage.page <= lastPage,
      );
    notes.push(...sections.filter(holds));
  }
  return notes.slice(0, mostSections);
}
