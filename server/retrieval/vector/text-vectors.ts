import { inAHurry, type MeteredEmbedder } from '#server/models/metered-embedder.ts';

/** Vectors of texts that somebody waits for: of questions, and of passages that have none yet. */
export interface TextVectors {
  /** One vector per text. What was asked for before, by the same user, is not asked for again. */
  of(userId: string, texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
}

const remembered = 500;

export function createTextVectors(embedder: MeteredEmbedder): TextVectors {
  const known = new Map<string, Float32Array>();
  const keep = (key: string, vector: Float32Array): void => {
    known.delete(key);
    known.set(key, vector);
    for (const [oldest] of known) {
      if (known.size <= remembered) break;
      known.delete(oldest);
    }
  };
  return {
    of: async (userId, texts, signal) => {
      const keys = texts.map((text) => `${userId}/${text}`);
      const vectors = keys.map((key) => known.get(key));
      const missing = texts.filter((_, at) => vectors[at] === undefined);
      const made = missing.length === 0 ? [] : await embedder.embed(missing, inAHurry, signal);
      return keys.map((key, at) => {
        const vector = vectors[at] ?? made.shift();
        if (vector === undefined) throw new Error('a text without a vector');
        keep(key, vector);
        return vector;
      });
    },
  };
}
