import { field } from '#server/database/client.ts';
import type { LibraryContext } from './context.ts';
import { type DocumentRow, notDeleted } from './rows.ts';
import type { Hold } from './work/hold.ts';
import { type Leases, openLeases, type WorkRows } from './work/leases.ts';

type Changes = Partial<Pick<DocumentRow, 'status' | 'pages' | 'pagesDone' | 'error' | 'summaryStatus'>>;

const unread = field.in('status', ['queued', 'extracting', 'indexing']);
/** stands in the place of an owner where the work is put off */
const nobody = '';

const holdOf = ({ work, attempts }: DocumentRow): Hold =>
  work === null
    ? { by: null, until: new Date(0), attempts }
    : { by: work.owner === nobody ? null : work.owner, until: work.until, attempts };

const stored = ({ by, until, attempts }: Hold, now: Date) => ({
  work: by === null && until <= now ? null : { owner: by ?? nobody, until },
  attempts,
});

/** Documents that wait to be read, the oldest first: the work is noted on the document itself. */
export const readingWork = ({ db, now }: Pick<LibraryContext, 'db' | 'now'>): Leases<DocumentRow, Changes> =>
  openLeases(rowsOf({ db, now }), now);

const rowsOf = ({ db, now }: Pick<LibraryContext, 'db' | 'now'>): WorkRows<DocumentRow, Changes> => {
  const of = ({ userId, documentId }: Pick<DocumentRow, 'userId' | 'documentId'>) =>
    db.documents.where({ userId, documentId });
  const unlessDeleted = (row: DocumentRow | null): DocumentRow | null => (row?.deletedAt === null ? row : null);
  return {
    holdOf,
    find: (subject) => of(subject).first(),
    next: async (users, at) => {
      const waiting = db.documents.where(unread).where(notDeleted).where(users).orderBy({ createdAt: 1 });
      return (
        (await waiting.where(field.isNull('work')).first()) ??
        (await waiting.where(field.lte('work.until', at)).first())
      );
    },
    take: (seen, hold) => {
      const waiting = of(seen).where(unread).where(notDeleted).where({ attempts: seen.attempts });
      const same =
        seen.work === null
          ? waiting.where(field.isNull('work'))
          : waiting.where(field.eq('work.owner', seen.work.owner)).where(field.eq('work.until', seen.work.until));
      return same.update(stored(hold, now()));
    },
    write: async (subject, by, hold, changes) =>
      unlessDeleted(
        await of(subject)
          .where(field.eq('work.owner', by))
          .update({ ...changes, ...stored(hold, now()) }),
      ),
    end: async (subject, by, _, changes) =>
      unlessDeleted(
        await of(subject)
          .where(field.eq('work.owner', by))
          .update({ ...changes, work: null, attempts: 0 }),
      ),
    freeAll: async () => {
      await db.documents.where(field.isNotNull('work')).updateAndCount({ work: null });
    },
  };
};
