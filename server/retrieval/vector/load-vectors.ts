import { Binary } from 'mongodb';
import { breathe } from '#server/library/breather.ts';
import { type Db, field } from '#server/database/client.ts';

/** A document's vectors as they are stored. */
export interface StoredVectors {
  /** ascending */
  passageIds: string[];
  dimension: number;
  /** one vector after the other, in the order of the passages */
  floats: Float32Array<ArrayBuffer>;
}

const rowsAtOnce = 32;

/** Reads the vectors that a model made of a document, a few at a time so that neither server nor event loop is held up. */
export async function loadVectors(
  db: Db,
  { userId, documentId, model }: { userId: string; documentId: string; model: string },
): Promise<StoredVectors> {
  const passageIds: string[] = [];
  const vectors: Float32Array[] = [];
  for (let last = ''; ; last = passageIds.at(-1) ?? '') {
    const rows = await db.vectors
      .where({ userId, documentId, model })
      .where(field.gt('passageId', last))
      .select('passageId', 'vector')
      .orderBy({ passageId: 1 })
      .limit(rowsAtOnce)
      .all();
    for (const { passageId, vector } of rows) {
      const read = readVector(vector);
      if (read === null) continue;
      passageIds.push(passageId);
      vectors.push(read);
    }
    if (rows.length < rowsAtOnce) break;
    await breathe();
  }
  const dimension = vectors[0]?.length ?? 1;
  const floats = new Float32Array(vectors.length * dimension);
  for (const [at, vector] of vectors.entries()) {
    if (vector.length === dimension) floats.set(vector, at * dimension);
  }
  return { passageIds, dimension, floats };
}

/** null for what is no vector. */
export const readVector = (stored: unknown): Float32Array | null =>
  stored instanceof Binary && stored.sub_type === Binary.SUBTYPE_VECTOR ? stored.toFloat32Array() : null;
