import type { Route } from '#shared/turn.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { askBriefly } from './ask-briefly.ts';
import { noTokens } from './ask-model.ts';
import type { AnsweringParts } from './parts.ts';

/** An answer begins later by at most this. */
const withinMs = 4_000;
/** It is optional work: it does not wait long for tokens of the minute. */
const waitMs = 2_000;
const maxOutput = 60;
const longest = 300;
const questionsBefore = 2;
/** What an earlier question says at its beginning is enough to tell what the talk is about. */
const longestBefore = 1_000;

const task =
  'A search in a student’s course documents found little for their question. Write one line of search words instead: the ' +
  'terms that a textbook would use for what is asked, with synonyms, in the language of the question. No other text. If ' +
  'there are no better words, write: none';

/**
 * Other search words for a question of which a search found little, from the small model, else the one that answers.
 *
 * @returns `query` null where there are none, or no model that could write them
 */
export async function* rewriteQuery(
  { model, routerModel, tokens }: AnsweringParts,
  request: AnswerRequest,
  route: Route,
): AsyncGenerator<AnswerEvent, { query: string | null; tokens: AnswerEnd['tokens'] }> {
  const asked = routerModel ?? model;
  if (asked.isExtractive) return { query: null, tokens: noTokens };
  const answered = request.history.filter(({ answer }) => answer !== null).slice(-questionsBefore);
  const before = answered.map(({ question }) => `Asked before: ${question.slice(0, longestBefore).toWellFormed()}`);
  const call = {
    route,
    model: asked,
    messages: [
      { role: 'system', content: task } as const,
      { role: 'user', content: [...before, `Question: ${request.question}`].join('\n') } as const,
    ],
    maxOutput,
    signal: request.signal,
    waitMs,
    withinMs,
  };
  const { text, tokens: used } = yield* askBriefly(tokens, call);
  return { query: readQuery(text, request.question), tokens: used };
}

function readQuery(text: string | null, question: string): string | null {
  const line = text?.split('\n', 1)[0]?.trim().slice(0, longest).toWellFormed() ?? '';
  const isNone = line === '' || /^["“„«]?none\b/i.test(line) || line === question;
  return isNone ? null : line;
}
