import type { Document } from '#shared/document.ts';

/**
 * Up to `count` questions to begin with, taken from the documents in turn, so that each has a say.
 */
export function pickStarters(documents: readonly Document[], count: number): string[] {
  const picked = new Set<string>();
  const longest = Math.max(0, ...documents.map((document) => document.starters.length));
  for (let round = 0; round < longest; round += 1) {
    for (const { starters } of documents) {
      const question = starters[round];
      if (question !== undefined && picked.size < count) picked.add(question);
    }
  }
  return [...picked];
}
