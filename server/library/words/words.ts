const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Letters without marks, case, ligatures and width: what two spellings of a word have in common. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('’', "'");

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
