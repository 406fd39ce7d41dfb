import { detectLanguage } from '#shared/language.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import { asPlainText, extractSummary } from '#server/library/summaries/extract-summary.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { noTokens } from './ask-model.ts';
import { withinBudget } from './budget.ts';
import { quoted } from './copy.ts';
import { findPassages } from './find-passages.ts';
import { answerNoHit } from './no-hit.ts';
import type { AnsweringParts } from './parts.ts';
import { promptFor, type Task } from './prompts.ts';
import { askToChoose } from './summaries/ask-to-choose.ts';
import { gatherNotes, passagesOf } from './summaries/gather-notes.ts';
import { coverAll } from './summaries/left-out.ts';
import { type MaterialScope, materialScope, type RequestSubject } from './summaries/material-scope.ts';
import { notesPrompt } from './summaries/notes-prompt.ts';
import { inOwnWords } from './summaries/own-words.ts';
import { batchWaitMs } from './summaries/run-writer.ts';
import { sayingModel, withClosing } from './summaries/shaped-model.ts';
import { summaryCopy } from './summaries/summary-copy.ts';
import { writeAnswer } from './write-answer.ts';

const route = 'summary';
const passageCount = 8;
const topicSentences = 6;

const ofTopic: Task = {
  what: 'Summarise what the passages say about what the user names, from the passages only, never from what you know otherwise.',
  length: 'Use at most 300 words unless the user asks for more.',
};
const ofDocument: Task = {
  what:
    'Summarise the whole document for the user, from its beginning to its end: what it is about, its main ideas, terms and ' +
    'results. Follow what the user says of form and length.',
  length: 'Use at most 400 words unless the user asks for more.',
};
const ofSeveral: Task = {
  what:
    'Write one summary over all the documents: what they have in common first, then what each adds. Give every document ' +
    'its place, by its name, with at least one number. Follow what the user says of form and length.',
  length: 'Use at most 700 words unless the user asks for more.',
};

/**
 * Summarises a document, a class or chosen documents, whole; or, where the request names a topic, what is there about it.
 * Summaries that are not kept yet are made on the way. Asks to choose where nothing is in scope and nothing named.
 */
export async function* summarize(
  parts: AnsweringParts,
  request: AnswerRequest,
  decision: RequestSubject,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const scope = await materialScope(parts, request, decision);
  throwIfAborted(request.signal);
  if (scope.documents.length === 0) {
    const asked = { route, model: null, tokens: noTokens } as const;
    return yield* answerNoHit(parts.retrieval, scope.request, scope.counts, asked);
  }
  if (scope.query !== null) return yield* summarizeTopic(parts, scope, scope.query);
  if (!scope.isBound) return yield* askToChoose(parts, request, route);
  return yield* summarizeAll(parts, scope);
}

async function* summarizeAll(
  parts: AnsweringParts,
  { request, documents, counts }: MaterialScope,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const { guideModel: model } = parts;
  const { notes, whole, tokens: before, isLong } = yield* gatherNotes(parts, request, documents, route);
  throwIfAborted(request.signal);
  const language = detectLanguage(request.question);
  const writing = { route, documents: counts, before, waitMs: isLong ? batchWaitMs : undefined } as const;
  if (model.isExtractive) {
    const { text, passages } = await inOwnWords(notes, request.source === 'chrome_extension');
    const [only] = documents;
    const where = only && documents.length === 1 ? quoted(asPlainText(only.name), language) : null;
    const said = `${summaryCopy[language].inItsOwnWords(where)}\n\n${text}`;
    return yield* writeAnswer(parts, request, {
      ...writing,
      model: sayingModel(model.name, said),
      messages: [],
      passages,
    });
  }
  const messages = notesPrompt(documents.length === 1 ? ofDocument : ofSeveral, request, notes);
  const { passages, closing } = coverAll(passagesOf(notes), whole, language);
  return yield* writeAnswer(parts, request, {
    ...writing,
    model: withClosing(model, passages.length, closing),
    messages,
    passages,
  });
}

async function* summarizeTopic(
  parts: AnsweringParts,
  { request }: MaterialScope,
  query: string,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const { guideModel: model } = parts;
  const found = yield* findPassages(parts, request, { route, query, count: passageCount });
  const { documents, tokens: before } = found;
  if (found.passages.length === 0)
    return yield* answerNoHit(parts.retrieval, request, documents, { route, model: null, tokens: before });
  const offered = withinBudget(found.passages);
  if (!model.isExtractive) {
    const messages = promptFor(ofTopic, request, offered);
    return yield* writeAnswer(parts, request, { route, model, messages, passages: offered, documents, before });
  }
  const { text, passages } = await extractSummary(offered, topicSentences);
  const said = `${summaryCopy[detectLanguage(request.question)].onTopic}\n\n${text}`;
  const saying = { model: sayingModel(model.name, said), messages: [], passages };
  return yield* writeAnswer(parts, request, { route, ...saying, documents, before });
}
