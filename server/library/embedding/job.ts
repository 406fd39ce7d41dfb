import { type Db, field } from '#server/database/client.ts';
import { isDuplicate } from '../rows.ts';
import type { Subject } from '../work-loop.ts';

/** How long a document stays with a server that no longer says that it works on it. */
export const jobMs = 20_000;
const firstRetryMs = 5_000;
const longestRetryMs = 3_600_000;

/** The right to make a document's vectors. */
export interface EmbeddingJob extends Subject {
  owner: string;
  attempts: number;
}

interface Clocked {
  db: Db;
  now: () => Date;
}

const later = ({ now }: Clocked, ms: number): Date => new Date(now().getTime() + ms);

/** Notes that a document is to have vectors, from a moment on; noting it again changes nothing. */
export async function noteDocument(ctx: Clocked, { userId, documentId }: Subject, inMs = 0): Promise<void> {
  const row = { userId, documentId, model: null, owner: null, after: later(ctx, inMs), attempts: 0 };
  try {
    await ctx.db.embeddings.create(row);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Says that it may have them now. */
export async function openJob({ db, now }: Clocked, { userId, documentId }: Subject): Promise<void> {
  await db.embeddings.where({ userId, documentId }).where(field.isNull('owner')).update({ after: now() });
}

/**
 * Takes a document whose vectors are not there, or are another model's, and that nobody works on.
 *
 * @param busy users whose documents are being worked on now: others go first
 */
export async function takeJob(
  ctx: Clocked,
  model: string,
  owner: string,
  busy: readonly string[],
): Promise<EmbeddingJob | null> {
  for (;;) {
    const next =
      (await findWork(ctx, model, field.nin('userId', [...busy]))) ??
      (busy.length > 0 ? await findWork(ctx, model, field.in('userId', [...busy])) : null);
    if (next === null) return null;
    const { userId, documentId, after } = next;
    const row = await ctx.db.embeddings
      .where({ userId, documentId })
      .where(field.eq('after', after))
      .where(next.owner === null ? field.isNull('owner') : field.eq('owner', next.owner))
      .update((f) => [f.owner.set(owner), f.after.set(later(ctx, jobMs)), f.attempts.inc(1)]);
    if (row !== null) return { userId, documentId, owner, attempts: row.attempts };
  }
}

async function findWork({ db, now }: Clocked, model: string, users: ReturnType<typeof field.in>) {
  // three ranges of one index
  for (const undone of [field.isNull('model'), field.lt('model', model), field.gt('model', model)]) {
    const found = await db.embeddings
      .where(undone)
      .where(field.lte('after', now()))
      .where(users)
      .orderBy({ after: 1 })
      .first();
    if (found !== null) return found;
  }
  return null;
}

const mine = ({ db }: Clocked, { userId, documentId, owner }: EmbeddingJob) =>
  db.embeddings.where({ userId, documentId, owner });

/** Says that the work goes on. @returns false where somebody else has it by now, or the document was swept */
export const keepJob = async (ctx: Clocked, job: EmbeddingJob): Promise<boolean> =>
  (await mine(ctx, job).update({ after: later(ctx, jobMs) })) !== null;

/** Notes that the vectors of a model are whole, and gives the job back. @returns false where it was lost */
export const finishJob = async (ctx: Clocked, job: EmbeddingJob, model: string): Promise<boolean> =>
  (await mine(ctx, job).update({ model, owner: null, after: ctx.now(), attempts: 0 })) !== null;

/** Gives the job back undone, to be gone on with at once. */
export async function dropJob(ctx: Clocked, job: EmbeddingJob): Promise<void> {
  await mine(ctx, job).update((f) => [f.owner.set(null), f.after.set(ctx.now()), f.attempts.inc(-1)]);
}

/** Gives the job back undone, to be tried again in a while: longer each time. */
export async function postponeJob(ctx: Clocked, job: EmbeddingJob): Promise<void> {
  const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(job.attempts - 1, 20));
  await mine(ctx, job).update({ owner: null, after: later(ctx, wait) });
}

/** Gives back every job, where nobody else can be at work. */
export async function freeJobs(ctx: Clocked): Promise<void> {
  await ctx.db.embeddings.where(field.isNotNull('owner')).updateAndCount({ owner: null, after: ctx.now() });
}

/** Whether somebody makes vectors of a document now. */
export async function isBeingEmbedded({ db, now }: Clocked, { userId, documentId }: Subject): Promise<boolean> {
  const row = await db.embeddings.where({ userId, documentId }).first();
  return row !== null && row.owner !== null && row.after > now();
}
