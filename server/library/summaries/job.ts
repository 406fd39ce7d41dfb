import { type Db, field } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';

/** How long the work on a summary stays with a server that no longer renews its lease. */
export const jobLeaseMs = 30_000;

type Row = NonNullable<Awaited<ReturnType<Db['summary_jobs']['first']>>>;
type Key = Pick<Row, 'userId' | 'documentId'>;

/** The right to work on a document's summary. */
export interface Job extends Key {
  owner: string;
  /** how often it was begun, this time included */
  attempts: number;
}

interface Clocked {
  db: Db;
  now: () => Date;
}

/** Notes that a document's summary is to be made; twice is once. */
export async function addJob({ db, now }: Clocked, { userId, documentId }: Key): Promise<void> {
  await findOrCreate(
    db,
    `summary job/${userId}/${documentId}`,
    () => db.summary_jobs.where({ userId, documentId }).first(),
    () => db.summary_jobs.create({ userId, documentId, dueAt: now(), work: null, attempts: 0 }),
  );
}

/** Takes the job that has been due longest and that nobody works on. */
export async function takeJob({ db, now }: Clocked, owner: string): Promise<Job | null> {
  for (;;) {
    const due = db.summary_jobs.where(field.lte('dueAt', now())).orderBy({ dueAt: 1 });
    const next =
      (await due.where(field.isNull('work')).first()) ?? (await due.where(field.lt('work.until', now())).first());
    if (next === null) return null;
    const { userId, documentId, work } = next;
    const seen = db.summary_jobs.where({ userId, documentId });
    const guarded =
      work === null
        ? seen.where(field.isNull('work'))
        : seen.where(field.eq('work.owner', work.owner)).where(field.eq('work.until', work.until));
    const row = await guarded.update((f) => [f.work.set({ owner, until: until(now) }), f.attempts.inc(1)]);
    if (row !== null) return { userId, documentId, owner, attempts: row.attempts };
  }
}

const until = (now: () => Date): Date => new Date(now().getTime() + jobLeaseMs);

const held = (db: Db, { userId, documentId, owner }: Job) =>
  db.summary_jobs.where({ userId, documentId }).where(field.eq('work.owner', owner));

/** Renews the lease. @returns false where it is lost */
export const keepJob = async ({ db, now }: Clocked, job: Job): Promise<boolean> =>
  (await held(db, job).update({ work: { owner: job.owner, until: until(now) } })) !== null;

/** Gives a job back, to be begun again in `ms`. */
export async function putOff({ db, now }: Clocked, job: Job, ms: number, attempts: number): Promise<void> {
  await held(db, job).update({ work: null, attempts, dueAt: new Date(now().getTime() + ms) });
}

/** The work is done, or given up. */
export async function endJob({ db }: Clocked, job: Job): Promise<void> {
  await held(db, job).deleteAndCount();
}

/** Whether somebody works on a document's summary now. */
export async function isWorkedOn({ db, now }: Clocked, { userId, documentId }: Key): Promise<boolean> {
  const row = await db.summary_jobs.where({ userId, documentId }).first();
  return row?.work != null && row.work.until > now();
}

/** Gives back every job, where nobody else can be at work. */
export async function freeJobs({ db }: Pick<Clocked, 'db'>): Promise<void> {
  await db.summary_jobs.where(field.isNotNull('work')).updateAndCount({ work: null });
}
