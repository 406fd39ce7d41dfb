import { Binary } from 'mongodb';
import { type Db, field } from '#server/database/client.ts';
import { isDuplicate } from '../rows.ts';
import type { Subject } from '../work/work-loop.ts';

/** Which of these passages have a vector of the model. */
export async function embedded(
  db: Db,
  { userId, documentId }: Subject,
  model: string,
  passageIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db.vectors
    .where({ userId, documentId, model })
    .where(field.in('passageId', [...passageIds]))
    .select('passageId')
    .all();
  return new Set(rows.map(({ passageId }) => passageId));
}

/** Stores vectors by passage; one that is there already stays. */
export async function storeVectors(
  db: Db,
  { userId, documentId }: Subject,
  model: string,
  vectors: ReadonlyMap<string, Float32Array>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const known = await embedded(db, { userId, documentId }, model, [...vectors.keys()]);
    const rows = [...vectors]
      .filter(([passageId]) => !known.has(passageId))
      .map(([passageId, vector]) => ({
        userId,
        documentId,
        passageId,
        model,
        dimension: vector.length,
        vector: Binary.fromFloat32Array(vector),
      }));
    if (rows.length === 0) return;
    try {
      await db.vectors.createAndCount(rows);
      return;
    } catch (error) {
      // a server that has lost the job and does not know it yet may be writing the same
      if (!isDuplicate(error) || attempt === 5) throw error;
    }
  }
}

/** Removes a document's vectors, with the note that it is to have some. */
export async function removeVectors(db: Db, { userId, documentId }: Subject): Promise<void> {
  await db.vectors.where({ userId, documentId }).deleteAndCount();
  await db.embeddings.where({ userId, documentId }).deleteAndCount();
}
