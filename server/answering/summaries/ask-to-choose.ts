import { detectLanguage } from '#shared/language.ts';
import type { Route } from '#shared/turn.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import { asPlainText } from '#server/library/summaries/extract-summary.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from '../answer.ts';
import { noTokens } from '../ask-model.ts';
import { quoted } from '../copy.ts';
import type { AnsweringParts } from '../parts.ts';
import { summaryCopy } from './summary-copy.ts';

const namesOffered = 3;

/** Asks which document or class is meant, and offers some of the user's own by name. */
export async function* askToChoose(
  { summaries }: AnsweringParts,
  { question, scope, signal }: AnswerRequest,
  route: Route,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const named = await summaries.named(scope.userId);
  throwIfAborted(signal);
  const classes = named.filter(({ kind }) => kind === 'class');
  const documents = named.filter(({ kind }) => kind === 'document');
  const [newest] = classes;
  const offered = [...documents.slice(0, namesOffered - (newest ? 1 : 0)), ...(newest ? [newest] : [])];
  const language = detectLanguage(question);
  const says = summaryCopy[language];
  const names = offered.map(({ name }) => quoted(asPlainText(name), language));
  yield { type: 'token', text: `${says.choose} ${says.forExample(names)}` };
  const suggestions = offered.map(({ name }) => name);
  return { route, outcome: 'needs_context', suggestions, model: null, tokens: noTokens };
}
