import { field } from '#server/database/client.ts';
import { inBackground, type MeteredEmbedder } from '#server/models/metered-embedder.ts';
import type { LibraryContext } from '../context.ts';
import { textToEmbed } from '../embed-text.ts';
import { findDocumentRow } from '../find.ts';
import type { DocumentRow } from '../rows.ts';
import { dropJob, type EmbeddingJob, finishJob, jobMs, keepJob, postponeJob } from './job.ts';
import { embedded, removeVectors, storeVectors } from './store.ts';

/** What making vectors needs of the library. */
export type EmbeddingContext = Pick<LibraryContext, 'db' | 'log' | 'now'>;

const pagesAtOnce = 16;

class JobLost extends Error {}

/**
 * Makes the vectors that a document lacks, a few pages at a time, from where an earlier attempt stopped; those of other
 * models go once the new ones are whole. Where `stopped` is aborted, the job is lost or the model cannot be had, it stops
 * and another attempt goes on.
 */
export async function embedDocument(
  ctx: EmbeddingContext,
  embedder: MeteredEmbedder,
  job: EmbeddingJob,
  stopped: AbortSignal,
): Promise<void> {
  const lost = new AbortController();
  const renewal = setInterval(() => void renew(ctx, job, lost), jobMs / 4);
  try {
    const row = await findDocumentRow(ctx.db, job.userId, job.documentId);
    if (row === null || row.status !== 'ready') return await postponeJob(ctx, job);
    await embedPages(ctx, embedder, job, row, AbortSignal.any([stopped, lost.signal]));
    await ctx.db.vectors
      .where({ userId: job.userId, documentId: job.documentId })
      .where(field.neq('model', embedder.model))
      .deleteAndCount();
    await finishJob(ctx, job, embedder.model);
  } catch (error) {
    if (stopped.aborted || lost.signal.aborted || error instanceof JobLost) {
      await dropJob(ctx, job);
    } else {
      ctx.log.warn({ err: error, documentId: job.documentId }, 'the vectors of a document could not be made for now');
      await postponeJob(ctx, job);
    }
  } finally {
    clearInterval(renewal);
    await forgetIfGone(ctx, job);
  }
}

async function renew(ctx: EmbeddingContext, job: EmbeddingJob, lost: AbortController): Promise<void> {
  try {
    if (!(await keepJob(ctx, job))) lost.abort(new JobLost());
  } catch (error) {
    ctx.log.warn({ err: error }, 'the work on vectors could not be kept');
  }
}

async function embedPages(
  { db, ...ctx }: EmbeddingContext,
  embedder: MeteredEmbedder,
  job: EmbeddingJob,
  { userId, documentId, pages }: DocumentRow,
  signal: AbortSignal,
): Promise<void> {
  const { model } = embedder;
  for (let first = 1; first <= pages; first += pagesAtOnce) {
    const passages = await db.passages
      .where({ userId, documentId })
      .where(field.gte('page', first))
      .where(field.lt('page', first + pagesAtOnce))
      .orderBy({ page: 1, start: 1 })
      .all();
    const ids = passages.map(({ passageId }) => passageId);
    const known = await embedded(db, job, model, ids);
    const missing = passages.filter(({ passageId }) => !known.has(passageId));
    if (missing.length === 0) continue;
    const vectors = await embedder.embed(missing.map(textToEmbed), inBackground, signal);
    const made = missing.flatMap(({ passageId }, at): [string, Float32Array][] => {
      const vector = vectors[at];
      return vector === undefined ? [] : [[passageId, vector]];
    });
    if (!(await keepJob({ db, ...ctx }, job)) || (await findDocumentRow(db, userId, documentId)) === null)
      throw new JobLost();
    await storeVectors(db, job, model, new Map(made));
  }
}

/** What was written after the sweep of a deleted document goes too. */
async function forgetIfGone({ db }: EmbeddingContext, { userId, documentId }: EmbeddingJob): Promise<void> {
  if ((await db.documents.where({ userId, documentId }).first()) === null)
    await removeVectors(db, { userId, documentId });
}
