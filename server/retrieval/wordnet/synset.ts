/** The files of WordNet, by part of speech. */
export const partsOfSpeech = ['noun', 'verb', 'adj', 'adv'] as const;
export type PartOfSpeech = (typeof partsOfSpeech)[number];

const letters: Record<string, PartOfSpeech> = { n: 'noun', v: 'verb', a: 'adj', s: 'adj', r: 'adv' };

/** Words of one meaning, and which other meanings they are related to. */
export interface Synset {
  words: string[];
  pointers: { kind: string; part: PartOfSpeech; offset: number }[];
}

/**
 * A line of a `data` file (wndb(5WN)): offset, file, part of speech, number of words (hexadecimal), words with their
 * number, number of pointers, pointers (symbol, offset, part of speech, source and target), `|`, gloss.
 *
 * @param mostPointers those that follow are left out
 */
export function readSynset(line: string, mostPointers = Infinity): Synset {
  const words = wordsOfSynset(line);
  const first = 5 + 2 * words.length;
  const fields = line.split(' ', first + 4 * Math.min(mostPointers, 1_000));
  const count = Math.min(Number(fields[first - 1]), mostPointers);
  const pointers = Array.from({ length: count }, (_, index) => {
    const at = first + 4 * index;
    return { kind: fields[at] ?? '', offset: Number(fields[at + 1]), part: letters[fields[at + 2] ?? ''] ?? 'noun' };
  });
  return { words, pointers };
}

/** The words of a line of a `data` file alone. */
export function wordsOfSynset(line: string): string[] {
  const count = Number.parseInt(line.split(' ', 4)[3] ?? '0', 16);
  const fields = line.split(' ', 4 + 2 * count);
  return Array.from({ length: count }, (_, index) => (fields[4 + 2 * index] ?? '').replace(/\(.*\)$/, ''));
}
