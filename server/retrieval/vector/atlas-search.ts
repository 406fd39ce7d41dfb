import { z } from 'zod';
import { type Db, field } from '#server/database/client.ts';
import { atlasPipeline } from './atlas-pipeline.ts';
import { compareAll } from './compare.ts';
import { readVector } from './load-vectors.ts';
import type { VectorSearch } from './vector-search.ts';

/** Runs a pipeline over the collection of vectors. */
export type Aggregate = (pipeline: object[]) => Promise<unknown[]>;

const foundSchema = z.array(z.object({ documentId: z.string(), passageId: z.string(), score: z.number() }));

/** Lets MongoDB Atlas search, by its index `passage_vectors` (docs/operations.md says how to make it). */
export function createAtlasSearch(db: Db, aggregate: Aggregate, model: string): VectorSearch {
  return {
    nearest: async (userId, documentIds, query, count) => {
      if (documentIds.length === 0) return [];
      const found = foundSchema.parse(await aggregate(atlasPipeline({ userId, model, documentIds, query, count })));
      // Atlas gives (1 + cosine) / 2
      return found.map(({ score, ...passage }) => ({ ...passage, cosine: 2 * score - 1 }));
    },
    compare: async (userId, places, make) => {
      const rows = await db.vectors
        .where({ userId, model })
        .where(field.in('documentId', [...new Set(places.map(({ documentId }) => documentId))]))
        .where(field.in('passageId', [...new Set(places.map(({ passageId }) => passageId))]))
        .all();
      const stored = new Map(rows.map(({ passageId, vector }) => [passageId, readVector(vector)]));
      const vectors = places.map(({ passageId }) => stored.get(passageId) ?? null);
      const lacking = [...vectors.keys()].filter((at) => vectors[at] === null);
      const made = lacking.length === 0 ? [] : await make(lacking);
      for (const [index, at] of lacking.entries()) vectors[at] = made[index] ?? null;
      return compareAll(vectors);
    },
    close: async () => {},
  };
}
