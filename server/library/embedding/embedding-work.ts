import { type Db, field } from '#server/database/client.ts';
import { isDuplicate } from '../rows.ts';
import { type Hold, later } from '../work/hold.ts';
import { type Lease, type Leases, openLeases, type WorkRows } from '../work/leases.ts';
import type { Subject } from '../work/work-loop.ts';

type Row = NonNullable<Awaited<ReturnType<Db['embeddings']['first']>>>;
type Changes = Partial<Pick<Row, 'model'>>;
export type EmbeddingLease = Lease<Row>;

interface Clocked {
  db: Db;
  now: () => Date;
}

/** Notes that a document is to have vectors, `inMs` from now at the earliest; twice is once. */
export async function addEmbeddingWork({ db, now }: Clocked, { userId, documentId }: Subject, inMs = 0): Promise<void> {
  const after = later(now(), inMs);
  try {
    await db.embeddings.create({ userId, documentId, model: null, owner: null, after, attempts: 0 });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Says that a document may have its vectors now. */
export async function openEmbeddingWork({ db, now }: Clocked, { userId, documentId }: Subject): Promise<void> {
  await db.embeddings.where({ userId, documentId }).where(field.isNull('owner')).update({ after: now() });
}

/**
 * Documents whose vectors are not there, or are another model's. Their row stays, and says what they have.
 *
 * @param model null: nothing is to be taken, only looked at
 */
export const embeddingWork = ({ db, now }: Clocked, model: string | null): Leases<Row, Changes> =>
  openLeases(rowsOf(db, model), now);

const stored = ({ by, until, attempts }: Hold) => ({ owner: by, after: until, attempts });

const rowsOf = (db: Db, model: string | null): WorkRows<Row, Changes> => {
  const of = ({ userId, documentId }: Subject) => db.embeddings.where({ userId, documentId });
  return {
    holdOf: ({ owner, after, attempts }) => ({ by: owner, until: after, attempts }),
    find: (subject) => of(subject).first(),
    next: async (users, now) => {
      if (model === null) return null;
      // three ranges of one index
      for (const undone of [field.isNull('model'), field.lt('model', model), field.gt('model', model)]) {
        const waiting = db.embeddings.where(undone).where(field.lte('after', now)).where(users);
        const first = await waiting.orderBy({ after: 1 }).first();
        if (first !== null) return first;
      }
      return null;
    },
    take: (seen, hold) => {
      const waiting = of(seen).where({ attempts: seen.attempts }).where(field.eq('after', seen.after));
      const same = waiting.where(seen.owner === null ? field.isNull('owner') : field.eq('owner', seen.owner));
      return same.update(stored(hold));
    },
    write: (subject, by, hold, changes) =>
      of(subject)
        .where({ owner: by })
        .update({ ...changes, ...stored(hold) }),
    end: (subject, by, now, changes) =>
      of(subject)
        .where({ owner: by })
        .update({ ...changes, ...stored({ by: null, until: now, attempts: 0 }) }),
    freeAll: async (now) => {
      await db.embeddings.where(field.isNotNull('owner')).updateAndCount({ owner: null, after: now });
    },
  };
};
