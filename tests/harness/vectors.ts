import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, present } from '#server/database/client.ts';

/** Resolves when every ready document has its vectors of a model. They are made in the background and nothing is pushed. */
export async function allEmbedded(db: Db, model = 'local-embedder'): Promise<void> {
  for (;;) {
    const ready = await db.documents.where({ status: 'ready' }).where(present).select('documentId').all();
    const whole = await db.embeddings.where({ model }).select('documentId').all();
    const known = new Set(whole.map(({ documentId }) => documentId));
    if (ready.every(({ documentId }) => known.has(documentId))) return;
    await sleep(20);
  }
}
