import { field } from '#server/database/client.ts';
import type { LibraryContext } from './context.ts';
import { type DocumentRow, notDeleted } from './rows.ts';

/** How long a document stays with a server that no longer renews its lease. */
export const leaseMs = 20_000;

/** The right to work on a document: everything written under it is refused once another has it. */
export interface Lease {
  owner: string;
  row: DocumentRow;
}

type Changes = Partial<Pick<DocumentRow, 'status' | 'pages' | 'pagesDone' | 'error' | 'attempts' | 'summaryStatus'>>;

const unread = ['queued', 'extracting', 'indexing'] as const;

/**
 * Takes the oldest document that waits to be read and that nobody works on.
 *
 * @param busy users whose documents are being read now: others go first
 */
export async function takeLease(
  ctx: Pick<LibraryContext, 'db' | 'now'>,
  owner: string,
  busy: readonly string[],
): Promise<Lease | null> {
  for (;;) {
    const next =
      (await findWork(ctx, field.nin('userId', [...busy]))) ??
      (busy.length > 0 ? await findWork(ctx, field.in('userId', [...busy])) : null);
    if (next === null) return null;
    const { userId, documentId, work } = next;
    const seen = ctx.db.documents
      .where({ userId, documentId })
      .where(notDeleted)
      .where(field.in('status', [...unread]));
    const guarded =
      work === null
        ? seen.where(field.isNull('work'))
        : seen.where(field.eq('work.owner', work.owner)).where(field.eq('work.until', work.until));
    const row = await guarded.update((f) => [f.work.set({ owner, until: until(ctx) }), f.attempts.inc(1)]);
    if (row !== null) return { owner, row };
  }
}

async function findWork(
  { db, now }: Pick<LibraryContext, 'db' | 'now'>,
  users: ReturnType<typeof field.in>,
): Promise<DocumentRow | null> {
  const waiting = db.documents
    .where(field.in('status', [...unread]))
    .where(notDeleted)
    .where(users)
    .orderBy({ createdAt: 1 });
  return (
    (await waiting.where(field.isNull('work')).first()) ?? (await waiting.where(field.lt('work.until', now())).first())
  );
}

const until = ({ now }: Pick<LibraryContext, 'now'>): Date => new Date(now().getTime() + leaseMs);

const held = ({ db }: LibraryContext, { owner, row: { userId, documentId } }: Lease) =>
  db.documents.where({ userId, documentId }).where(notDeleted).where(field.eq('work.owner', owner));

/** Writes progress and renews the lease. @returns null where the lease is lost or the document deleted */
export const keepLease = (ctx: LibraryContext, lease: Lease, changes: Changes): Promise<DocumentRow | null> =>
  held(ctx, lease).update({ ...changes, work: { owner: lease.owner, until: until(ctx) } });

/** Writes how the work ended and gives the lease back. @returns null where it is lost or the document deleted */
export const endLease = (ctx: LibraryContext, lease: Lease, changes: Changes): Promise<DocumentRow | null> =>
  held(ctx, lease).update({ ...changes, work: null });

/** Counts an attempt as none. */
export async function forgiveAttempt(ctx: LibraryContext, lease: Lease): Promise<void> {
  await held(ctx, lease).update((f) => [f.attempts.inc(-1)]);
}

/** Gives the lease back with the work undone, also of a deleted document. */
export async function dropLease({ db }: LibraryContext, { owner, row: { userId, documentId } }: Lease): Promise<void> {
  await db.documents.where({ userId, documentId }).where(field.eq('work.owner', owner)).update({ work: null });
}

/** Gives back every lease, where nobody else can be at work. */
export async function freeLeases({ db }: LibraryContext): Promise<void> {
  await db.documents.where(field.isNotNull('work')).updateAndCount({ work: null });
}
