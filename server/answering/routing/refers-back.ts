import { createMatch } from './match.ts';
import type { Book } from './read-book.ts';
import type { Utterance } from './utterance.ts';

/** So many words of a topic may stand before a word that points beyond the question. */
const mostBefore = 2;

/**
 * Whether a question says something of what was said before: "how does it work in plants", "what are its phases". A word
 * whose thing was named earlier in the same question does not ("how do plants make their food").
 *
 * @param book    of the question's language
 * @param isTopic whether the token at this index names a topic
 */
export function refersBack(utterance: Utterance, book: Book, isTopic: (index: number) => boolean): boolean {
  const { tokens, reach } = utterance;
  const { back, words, grammar } = book;
  const match = createMatch(utterance, grammar);
  const lastTopic = reach.findLast(isTopic) ?? -1;
  let topics = 0;
  let isBridged = false;
  for (const at of reach) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (tokens[at - 1]?.sentence !== token.sentence && topics > 0) isBridged = true;
    if (!token.isNamed) {
      if (topics === 0 && back.patterns.some((pattern) => match(pattern, at) !== null)) return true;
      if (pointsBack(token.word, at)) return true;
    }
    if (isTopic(at)) topics += 1;
    else if (topics > 0 && back.bridges.has(token.word)) isBridged = true;
  }
  return false;

  function pointsBack(word: string, at: number): boolean {
    const next = wordBeside(at, 1);
    const before = wordBeside(at, -1);
    const leadsOn = next !== '' && !grammar.isLink(next);
    if (back.possessives.has(word) && leadsOn && !words.scopeWords.has(next)) return topics === 0;
    if (back.pointers.has(word) && leadsOn) {
      if (words.scopeWords.has(next) || words.scopeWords.has(wordBeside(at, 2))) return false;
      const isClause = word === 'that' && !grammar.isLink(before);
      return topics <= mostBefore && !isBridged && !isClause && !words.openers.has(word) && at > 0;
    }
    const isEmpty = (back.emptyBefore.has(next) && wordBeside(at, 2) !== '') || back.emptyAfter.has(before);
    if (!back.pronouns.has(word) || isEmpty) return false;
    if (isArticle(word, next, at)) return false;
    if (back.afterVerb.has(word))
      return topics === 0 || (topics === 1 && (isTopic(at - 1) || (before === 't' && isTopic(at - 2))));
    const isSecond = topics === 1 && at <= 2 && isTopic(at - 1) && word !== 'es';
    return topics === 0 || isSecond || (topics <= mostBefore && !isBridged && lastTopic < at);
  }

  function wordBeside(at: number, step: number): string {
    const token = tokens[at + step];
    return token !== undefined && token.sentence === tokens[at]?.sentence ? token.word : '';
  }

  /** German `das` before a noun; what ends like a participle at the end of a sentence is none. */
  function isArticle(word: string, next: string, at: number): boolean {
    if (word !== 'das' || next === '' || grammar.isLink(next)) return false;
    return wordBeside(at, 2) !== '' || !/^(?:ge|ent|ver|be|er|auf|aus|zusammen).*(?:t|en)$/.test(next);
  }
}
