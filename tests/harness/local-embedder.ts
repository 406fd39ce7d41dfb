import { stopWords } from '#shared/stop-words.ts';
import type { Embedder } from '#server/models/embedder.ts';
import { tokensOf } from '#server/models/embedding-batches.ts';

/**
 * An embedder that needs no model and knows no text: a sparse random projection (Achlioptas 2003) of hashed features
 * (Weinberger et al. 2009). The features of a text are its words without those that say nothing, the pairs of
 * neighbours among them, and the character n-grams of each word (3 to 5, as in fastText, Bojanowski et al. 2017). So
 * inflected, compound and mistyped words lie near each other; words of the same meaning and other letters do not. The
 * model's name seeds the hash: texts of two names cannot be compared, as with real models.
 */
const dimensions = 768;
const places = 6;
const pairWeight = 0.4;
const gramWeight = 0.75;
const letters = /[\p{L}\p{N}]+/gu;

const silent: ReadonlySet<string> = new Set(Object.values(stopWords).flatMap((words) => [...words]));

/** @returns a vector of unit length; the same text and name give the same one everywhere */
export function embedLocally(model: string, text: string): Float32Array<ArrayBuffer> {
  const seed = hash(0x811c9dc5, model);
  const folded = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = (folded.match(letters) ?? []).filter((word) => !silent.has(word));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const vector = new Float32Array(dimensions);
  for (const [word, count] of counts) {
    const weight = 1 + Math.log(count);
    project(vector, hash(seed, word), weight);
    const grams = gramsOf(`<${word}>`);
    for (const gram of grams) project(vector, hash(seed, `#${gram}`), (gramWeight * weight) / Math.sqrt(grams.length));
  }
  for (const [at, word] of words.slice(1).entries()) project(vector, hash(seed, `${words[at]} ${word}`), pairWeight);
  // a text without words has a direction too
  if (counts.size === 0) project(vector, hash(seed, text), 1);
  const length = Math.hypot(...vector);
  return vector.map((number) => number / length);
}

export const localEmbedder = (model = 'local-embedder'): Embedder => ({
  model,
  embed: async (texts) => ({ vectors: texts.map((text) => embedLocally(model, text)), tokens: tokensOf(texts) }),
});

function gramsOf(word: string): string[] {
  const grams: string[] = [];
  for (const size of [3, 4, 5]) {
    for (let at = 0; at + size <= word.length; at += 1) grams.push(word.slice(at, at + size));
  }
  return grams;
}

/** FNV-1a over UTF-16 units. */
function hash(seed: number, text: string): number {
  let value = seed;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** Adds a feature at a few places that its hash chooses (xorshift32), with a sign at each. */
function project(vector: Float32Array, feature: number, weight: number): void {
  let state = feature || 1;
  for (let place = 0; place < places; place += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const at = (state >>> 1) % dimensions;
    vector[at] = (vector[at] ?? 0) + ((state & 1) === 0 ? weight : -weight);
  }
}
