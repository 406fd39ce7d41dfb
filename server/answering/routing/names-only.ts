import { bookOf, inAnyBook, opensQuestion } from './books.ts';
import type { Subject } from './subject.ts';
import type { Utterance } from './utterance.ts';

/** A longer message says more than a name. */
const longestName = 14;

/**
 * Whether a message only names a topic, a part or what is in scope, and asks nothing: "democracy", "about chapter 2".
 *
 * @param taken tokens by which it goes on: "how about …"
 */
export function namesOnly({ language, tokens }: Utterance, { kind }: Subject, taken: ReadonlySet<number>): boolean {
  const book = bookOf[language];
  if (tokens.length === 0 || tokens.length > longestName) return false;
  const isScope = tokens.some(({ word }) => inAnyBook('scopeWords', word));
  if (kind === 'scope' && !isScope) return false;
  const isGreeting = ({ word }: { word: string }): boolean => inAnyBook('greets', word);
  return !tokens.some((token, at) => {
    const isFirst = token.opensClause || tokens.slice(0, at).every(isGreeting);
    const asks = (opensQuestion(token.word, book) && !taken.has(at)) || inAnyBook('treats', token.word);
    return isFirst && asks && !isGreeting(token);
  });
}
