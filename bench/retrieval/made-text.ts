/** Text and vectors that are like a library's in what they cost: a vocabulary by Zipf's law, vectors in topics. */

/** Numbers from 0 to 1 from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const syllables = 'ba co di fu ga he ki lo mu na pe qui ro sa te vu xi zo bri clo dra fle gro pla stu tri'.split(' ');
const vocabulary = 30_000;

const wordOf = (rank: number): string => {
  let word = '';
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length];
  return word;
};

/** A word, the frequent ones frequently. */
const pick = (random: () => number): string => wordOf(Math.floor(vocabulary ** random()) - 1);

/** A passage of about 900 characters in sentences. */
export function passageText(random: () => number): string {
  const sentences = Array.from({ length: 9 }, () => {
    const words = Array.from({ length: 16 }, () => pick(random));
    return `The ${words.join(' ')} of it.`;
  });
  return sentences.join(' ');
}

/** A question of six words, neither the most frequent nor the rarest. */
export const questionText = (random: () => number): string =>
  `How does ${Array.from({ length: 6 }, () => wordOf(30 + Math.floor(3_000 * random()))).join(' ')} work?`;

export const dimension = 1_536;
const topics = 200;

/** A vector of unit length near one of the topics. */
export function vectorNear(topic: number, random: () => number): Float32Array<ArrayBuffer> {
  const centre = randomFrom((topic % topics) + 1);
  const vector = Float32Array.from({ length: dimension }, () => centre() - 0.5 + 1.5 * (random() - 0.5));
  let squares = 0;
  for (const number of vector) squares += number * number;
  return vector.map((number) => number / Math.sqrt(squares));
}
