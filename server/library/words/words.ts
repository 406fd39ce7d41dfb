const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Only these, so that vowels of Thai or Hindi, which are marks too, and voiced kana stay; й is a letter of its own. */
const marks = new RegExp(
  [
    String.raw`(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]`,
    String.raw`[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]`, // points of Hebrew
    String.raw`[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]`, // of Arabic, and what makes its words longer
  ].join('|'),
  'gu',
);
const sameLetters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['’', "'"],
  ['ς', 'σ'],
  ['ى', 'ي'],
  ['ة', 'ه'],
]);
const basic = /^[\0-\x7f]*$/;

/** Letters without accents, points, case, ligatures and width: what two spellings of a word have in common. */
export const fold = (text: string): string =>
  basic.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .toLowerCase()
        .replaceAll(marks, '')
        .replaceAll(/[ß’ςىة]/gu, (letter) => sameLetters.get(letter) ?? letter)
        .normalize('NFC');

/**
 * Splits text into folded words. A word that a line's end breaks is whole again; of a name like `file.remove` the parts
 * count too; of `l'école` only what stands behind the apostrophe, of `Darwin's` what stands before.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  const joined = text.replaceAll(/(?<=\p{L})[-\u00ad\u2010]\s*\n\s*(?=\p{Ll})/gu, '');
  for (const { segment, isWordLike } of segmenter.segment(fold(joined))) {
    if (isWordLike !== true) continue;
    const parts = segment.split(/['._]+/).filter((part) => part !== '');
    if (parts.length < 2) words.push(parts[0] ?? segment);
    else if (segment.includes("'")) words.push(...parts.filter((part) => part.length > 2));
    else words.push(segment, ...parts.filter((part) => part.length > 1));
  }
  return words;
}
