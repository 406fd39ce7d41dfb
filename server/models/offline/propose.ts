import { topicWords } from '#shared/language.ts';
import type { ModelMessage } from '../chat-model.ts';
import { readFenced } from '../fence.ts';
import { leansOnLast, sentencesOf } from '../sentences.ts';
import { chooseSentences, type Sentence } from './choose.ts';
import { bare } from './compose.ts';

const most = 3;
const floor = 0.3;
const fewestWords = 4;
/** A sentence of fewer words is quoted where there is no longer one: it rarely says something by itself. */
const enoughWords = 7;

const asksForOthers =
  /\b(?:another|other|others|more|else|weitere\w*|andere\w*|mehr|autres?|plus|otr[oa]s?|más)(?!\p{L})/iu;

/**
 * Proposes sentences of the passages fenced in the last message for quoting, those that answer it best: one a line,
 * behind its passage's number in brackets. NO_ANSWER where they hold nothing relevant. Asked for others, it leaves out
 * what it has quoted before.
 */
export function proposeQuotes(messages: readonly ModelMessage[]): string {
  const { passages, rest } = readFenced(messages.at(-1)?.content ?? '');
  const question = rest.replace(/^\s*Question:\s*/, '');
  const said = asksForOthers.test(question)
    ? messages.filter(({ role }) => role === 'assistant').map(({ content }) => bare(content))
    : [];
  const sentences = passages
    .flatMap(({ text }, passage) =>
      sentencesOf(text).map((sentence, place): Sentence => ({ passage, place, text: sentence })),
    )
    .filter(({ text }) => text.split(' ').length >= fewestWords)
    .filter(({ text }) => !said.some((answer) => answer.includes(bare(text))));
  const long = sentences.filter(({ text }) => text.split(' ').length >= enoughWords && !leansOnLast(text));
  const choose = (from: readonly Sentence[]) =>
    chooseSentences(from, topicWords(question), { most, floor, why: false });
  const best = choose(long);
  const chosen = best.length > 0 ? best : choose(sentences);
  if (chosen.length === 0) return 'NO_ANSWER';
  return chosen.map(({ passage, text }) => `[${passages[passage]?.number ?? 0}] ${text}`).join('\n');
}
