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
 */
export function readSynset(line: string): Synset {
  const fields = line.split(' ');
  const count = Number.parseInt(fields[3] ?? '0', 16);
  const words = Array.from({ length: count }, (_, index) => (fields[4 + 2 * index] ?? '').replace(/\(.*\)$/, ''));
  const first = 5 + 2 * count;
  const pointers = Array.from({ length: Number(fields[first - 1]) }, (_, index) => {
    const [kind = '', offset, part = ''] = fields.slice(first + 4 * index);
    return { kind, offset: Number(offset), part: letters[part] ?? 'noun' };
  });
  return { words, pointers };
}
