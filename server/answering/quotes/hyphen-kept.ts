/** UTF-16 units; longer ones are no words */
const longestPart = 40;

/**
 * Whether a word that is parted at a line's end has its hyphen in the middle of a line too, as far as pages show it: they
 * hold it with a hyphen more often than without. O(length of the pages).
 *
 * @param before,after what stands at the line's end and at the next one's beginning; letters
 */
export function hyphenKept(before: string, after: string, pages: readonly { text: string }[]): boolean {
  if (before.length > longestPart || after.length > longestPart) return false;
  const bound = (word: string): RegExp => new RegExp(`(?<![\\p{L}\\p{M}])${word}(?![\\p{L}\\p{M}])`, 'giu');
  const parted = bound(`${before}[-\\u2010\\u2011]${after}`);
  const joined = bound(`${before}${after}`);
  const count = (word: RegExp): number => pages.reduce((sum, { text }) => sum + (text.match(word)?.length ?? 0), 0);
  const kept = count(parted);
  return kept > 0 && kept > count(joined);
}
