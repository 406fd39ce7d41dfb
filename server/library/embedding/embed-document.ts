import { field } from '#server/database/client.ts';
import { inBackground, type MeteredEmbedder } from '#server/models/metered-embedder.ts';
import type { LibraryContext } from '../context.ts';
import { textToEmbed } from '../embed-text.ts';
import { findDocumentRow } from '../find.ts';
import type { DocumentRow } from '../rows.ts';
import { retryWait } from '../work/retry-wait.ts';
import { LeaseLost, underLease } from '../work/under-lease.ts';
import type { Subject } from '../work/work-loop.ts';
import { type EmbeddingLease, embeddingWork } from './embedding-work.ts';
import { embedded, removeVectors, storeVectors } from './store.ts';

/** What making vectors needs of the library. */
export type EmbeddingContext = Pick<LibraryContext, 'db' | 'log' | 'now'>;

const pagesAtOnce = 16;
const firstRetryMs = 5_000;
const longestRetryMs = 3_600_000;

/**
 * Makes the vectors that a document lacks, a few pages at a time, from where an earlier attempt stopped; those of other
 * models go once the new ones are whole. Where `stopped` is aborted, the lease is lost or the model cannot be had, it
 * stops and another attempt goes on.
 */
export async function embedDocument(
  ctx: EmbeddingContext,
  embedder: MeteredEmbedder,
  lease: EmbeddingLease,
  stopped: AbortSignal,
): Promise<void> {
  const { userId, documentId } = lease.row;
  const { model } = embedder;
  const leases = embeddingWork(ctx, model);
  const putOff = () => leases.putOff(lease, retryWait(leases.attempts(lease), firstRetryMs, longestRetryMs));
  try {
    await underLease({ leases, lease, stopped, log: ctx.log }, async (signal) => {
      const row = await findDocumentRow(ctx.db, userId, documentId);
      if (row?.status !== 'ready') return await putOff();
      await embedPages(ctx, embedder, lease, row, signal);
      await ctx.db.vectors.where({ userId, documentId }).where(field.neq('model', model)).deleteAndCount();
      await leases.end(lease, { model });
    });
  } catch (error) {
    ctx.log.warn({ err: error, documentId }, 'the vectors of a document could not be made for now');
    await putOff();
  } finally {
    await forgetIfGone(ctx, lease.row);
  }
}

async function embedPages(
  ctx: EmbeddingContext,
  embedder: MeteredEmbedder,
  lease: EmbeddingLease,
  { userId, documentId, pages }: DocumentRow,
  signal: AbortSignal,
): Promise<void> {
  const { db } = ctx;
  const { model } = embedder;
  for (let first = 1; first <= pages; first += pagesAtOnce) {
    const passages = await db.passages
      .where({ userId, documentId })
      .where(field.gte('page', first))
      .where(field.lt('page', first + pagesAtOnce))
      .orderBy({ page: 1, start: 1 })
      .all();
    const ids = passages.map(({ passageId }) => passageId);
    const known = await embedded(db, lease.row, model, ids);
    const missing = passages.filter(({ passageId }) => !known.has(passageId));
    if (missing.length === 0) continue;
    const vectors = await embedder.embed(missing.map(textToEmbed), inBackground, signal);
    const made = missing.flatMap(({ passageId }, at): [string, Float32Array][] => {
      const vector = vectors[at];
      return vector === undefined ? [] : [[passageId, vector]];
    });
    const isMine = (await embeddingWork(ctx, model).keep(lease)) !== null;
    if (!isMine || (await findDocumentRow(db, userId, documentId)) === null) throw new LeaseLost();
    await storeVectors(db, lease.row, model, new Map(made));
  }
}

/** What was written after the sweep of a deleted document goes too. */
async function forgetIfGone({ db }: EmbeddingContext, { userId, documentId }: Subject): Promise<void> {
  if ((await db.documents.where({ userId, documentId }).first()) === null)
    await removeVectors(db, { userId, documentId });
}
