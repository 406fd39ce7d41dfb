import { type Db, field } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';
import type { Hold } from '../work/hold.ts';
import { type Lease, type Leases, openLeases, type WorkRows } from '../work/leases.ts';
import type { Subject } from '../work/work-loop.ts';

type Row = NonNullable<Awaited<ReturnType<Db['summary_jobs']['first']>>>;
export type SummaryLease = Lease<Row>;

interface Clocked {
  db: Db;
  now: () => Date;
}

/** Notes that a document's summary is to be made; twice is once. */
export async function addSummaryWork({ db, now }: Clocked, { userId, documentId }: Subject): Promise<void> {
  await findOrCreate(
    db,
    `summary job/${userId}/${documentId}`,
    () => db.summary_jobs.where({ userId, documentId }).first(),
    () => db.summary_jobs.create({ userId, documentId, dueAt: now(), work: null, attempts: 0 }),
  );
}

/** Documents whose summary is to be made, what has been due longest first: a row each, gone when the work has ended. */
export const summaryWork = ({ db, now }: Clocked): Leases<Row> => openLeases(rowsOf(db), now);

const stored = ({ by, until, attempts }: Hold) =>
  by === null ? { work: null, dueAt: until, attempts } : { work: { owner: by, until }, attempts };

const rowsOf = (db: Db): WorkRows<Row, never> => {
  const of = ({ userId, documentId }: Subject) => db.summary_jobs.where({ userId, documentId });
  return {
    holdOf: ({ work, dueAt, attempts }) =>
      work === null ? { by: null, until: dueAt, attempts } : { by: work.owner, until: work.until, attempts },
    find: (subject) => of(subject).first(),
    next: async (users, now) => {
      const due = db.summary_jobs.where(field.lte('dueAt', now)).where(users).orderBy({ dueAt: 1 });
      return (await due.where(field.isNull('work')).first()) ?? (await due.where(field.lte('work.until', now)).first());
    },
    take: (seen, hold) => {
      const waiting = of(seen).where({ attempts: seen.attempts });
      const same =
        seen.work === null
          ? waiting.where(field.isNull('work'))
          : waiting.where(field.eq('work.owner', seen.work.owner)).where(field.eq('work.until', seen.work.until));
      return same.update(stored(hold));
    },
    write: (subject, by, hold) => of(subject).where(field.eq('work.owner', by)).update(stored(hold)),
    end: (subject, by) => of(subject).where(field.eq('work.owner', by)).delete(),
    freeAll: async () => {
      await db.summary_jobs.where(field.isNotNull('work')).updateAndCount({ work: null });
    },
  };
};
