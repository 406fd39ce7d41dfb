import type { Route } from '#shared/turn.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { askBriefly } from './ask-briefly.ts';
import { noTokens } from './ask-model.ts';
import type { AnsweringParts } from './parts.ts';

/** An answer begins later by at most this. */
const withinMs = 800;
const maxOutput = 10;
/** What a request says at its beginning and its end is enough to tell what it is. */
const longest = 600;

const meanings: Record<Route, string> = {
  general_qa: 'a question of its own',
  follow_up: 'goes on from the last answer',
  quote_finding: 'wants quotations from the documents',
  study_guide: 'wants a study guide',
  summary: 'wants a summary',
};

/**
 * Asks the small model which of a few ways a question goes. It does not wait for tokens of the minute.
 *
 * @returns `route` null where there is no such model, or none of the candidates came from it within 800 ms
 */
export async function* breakTie(
  { routerModel, tokens }: AnsweringParts,
  { question, signal }: AnswerRequest,
  candidates: readonly Route[],
  lastQuestion: string | null,
): AsyncGenerator<AnswerEvent, { route: Route | null; tokens: AnswerEnd['tokens'] }> {
  if (routerModel === null) return { route: null, tokens: noTokens };
  const names = candidates.map((route) => `${route}: ${meanings[route]}`).join('\n');
  const before = lastQuestion === null ? [] : [`Asked before: ${shortened(lastQuestion)}`];
  const call = {
    route: candidates[0] ?? 'general_qa',
    model: routerModel,
    messages: [
      {
        role: 'system',
        content: `A student wrote to a study companion. What do they want? Reply with one of these names only:\n${names}`,
      } as const,
      { role: 'user', content: [...before, `Written now: ${shortened(question)}`].join('\n') } as const,
    ],
    maxOutput,
    signal,
    waitMs: 0,
    withinMs,
  };
  const { text, tokens: used } = yield* askBriefly(tokens, call);
  return { route: readRoute(text, candidates), tokens: used };
}

const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 200)} … ${text.slice(-200)}`.toWellFormed();

/** The one candidate that a reply names. */
function readRoute(text: string | null, candidates: readonly Route[]): Route | null {
  const said = text?.toLowerCase() ?? '';
  const [named, ...others] = candidates.filter((route) => said.includes(route));
  return named !== undefined && others.length === 0 ? named : null;
}
