import { contentWords, detectLanguage, topicWords, type Language } from '#shared/language.ts';
import { escapeMarkers } from '#shared/markers.ts';
import type { ModelMessage } from '../chat-model.ts';
import { readFenced } from '../fence.ts';
import { leansOnLast, sentencesOf } from '../sentences.ts';
import { chooseSentences, type Sentence } from './choose.ts';

const nothing = 'NO_ANSWER';
const mostSentences = 4;
/** less than three tenths of what was asked, by rarity, is no answer */
const floor = 0.3;

const leadIns: Record<Language, { first: string; more: string }> = {
  en: { first: 'Your documents say, word for word:', more: 'Your documents also say, word for word:' },
  de: { first: 'In deinen Dokumenten steht wörtlich:', more: 'Weiter steht dort wörtlich:' },
  fr: { first: 'Vos documents disent, mot pour mot :', more: 'Ils disent aussi, mot pour mot :' },
  es: { first: 'Tus documentos dicen, palabra por palabra:', more: 'También dicen, palabra por palabra:' },
};

const asksWhy = /\b(?:why|how come|warum|wieso|weshalb|pourquoi|por ?qué)(?!\p{L})/iu;
const asksForMore =
  /\b(?:more|further|else|elaborate|continue|expand|go on|mehr|weiter|genauer|davantage|plus|continue[rz]?|sigue|contin[úu]a)\b|développe|más/iu;

/**
 * Answers the last message of a prompt by quoting from the passages fenced in it, each sentence with its passage's
 * marker; NO_ANSWER where they hold nothing relevant. A question that only asks for more is answered with what was not
 * quoted yet, on the topic of the question before it.
 */
export function composeAnswer(messages: readonly ModelMessage[]): string {
  const { passages, rest } = readFenced(messages.at(-1)?.content ?? '');
  const question = rest.replace(/^\s*Question:\s*/, '');
  const own = topicWords(question);
  const more = own.length === 0 || asksForMore.test(question);
  const query = own.length > 0 ? own : earlierTopic(messages, question);
  const said = more ? messages.filter(({ role }) => role === 'assistant').map(({ content }) => bare(content)) : [];

  const sentences = passages.flatMap(({ text }, passage) =>
    sentencesOf(text).map((sentence, place): Sentence => ({ passage, place, text: sentence })),
  );
  const fresh = sentences.filter(({ text }) => !said.some((answer) => answer.includes(bare(text))));
  const choice = { most: mostSentences, floor: more ? 0 : floor, why: asksWhy.test(question) };
  const chosen = withCompany(chooseSentences(fresh, query, choice), fresh);
  if (chosen.length === 0) return nothing;

  const lead = leadIns[detectLanguage(question)];
  const quotes = chosen.map(
    ({ text, passage }) => `- “${asPlainText(unquoted(text))}” [${passages[passage]?.number ?? 0}]`,
  );
  return `${more && said.length > 0 ? lead.more : lead.first}\n\n${quotes.join('\n')}`;
}

/** The topic of the newest earlier question that has one; else whatever words the question has. */
function earlierTopic(messages: readonly ModelMessage[], question: string): string[] {
  const earlier = messages.slice(0, -1).filter(({ role }) => role === 'user');
  const topics = earlier.map(({ content }) => topicWords(content));
  return topics.findLast((topic) => topic.length > 0) ?? contentWords(question);
}

/**
 * A sentence that leans on the one before is quoted with it; and one alone says little: the one behind it comes along.
 */
function withCompany(chosen: readonly Sentence[], sentences: readonly Sentence[]): Sentence[] {
  const at = (passage: number, place: number): Sentence | undefined =>
    sentences.find((one) => one.passage === passage && one.place === place);
  const quotes = chosen.map((one) => {
    const last = leansOnLast(one.text) ? at(one.passage, one.place - 1) : undefined;
    return last && !chosen.includes(last) ? { ...one, text: `${last.text} ${one.text}` } : one;
  });
  const [only, ...others] = quotes;
  const next = only && others.length === 0 ? at(only.passage, only.place + 1) : undefined;
  return next && /[.!]$/.test(next.text) ? [...quotes, next] : quotes;
}

/** A sentence without the quotation marks around it, where it stands in a pair of its own. */
const unquoted = (sentence: string): string => sentence.replace(/^[“"„«]\s?([^“”"„«»]+?)\s?[”"“»]([.!?]?)$/u, '$1$2');

/** A text without what may differ when it is said again: blanks and escapes. */
export const bare = (text: string): string => text.replace(/[\\\s]+/g, '');

/** A sentence as it is, in text that is read as Markdown. */
function asPlainText(text: string): string {
  const source = text.replace(/\\\[([\d, –-]+)\\\]/g, '[$1]');
  return escapeMarkers(source.replace(/[\\`*$<]/g, '\\$&').replaceAll('](', '\\]('));
}
