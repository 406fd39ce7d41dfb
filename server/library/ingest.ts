import { Failure } from '#shared/failure.ts';
import { toDocument, fileKey, type DocumentRow } from './rows.ts';
import { raiseVersion } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { readDocument } from './extract/read-document.ts';
import { Unreadable } from './extract/page-source.ts';
import { markDocument } from './delete-document.ts';
import { readingWork } from './reading-work.ts';
import { headingAtEnd, removePages, storePages } from './store-pages.ts';
import type { Lease } from './work/leases.ts';
import { LeaseLost, underLease } from './work/under-lease.ts';

const progressMs = 250;
const maxAttempts = 5;
const retryMs = 20_000;

type ReadingLease = Lease<DocumentRow>;

/**
 * Reads a leased document into pages and passages, from where an earlier attempt stopped, until it is `ready` or
 * `failed`. Where `stopped` is aborted, the lease is lost or the database is away, it stops and another attempt goes on.
 */
export async function ingest(ctx: LibraryContext, lease: ReadingLease, stopped: AbortSignal): Promise<void> {
  const { userId, documentId } = lease.row;
  const leases = readingWork(ctx);
  try {
    await underLease({ leases, lease, stopped, log: ctx.log }, async (signal) => {
      try {
        await read(ctx, lease, signal);
        await finish(ctx, lease);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        await fail(ctx, lease, error);
      }
    });
  } catch (error) {
    ctx.log.error({ err: error, documentId }, 'a document could not be read for now');
    // a file store that is away says nothing of the file
    if (error instanceof Failure && error.app.code === 'UNAVAILABLE') await leases.giveBack(lease, retryMs);
    else await leases.putOff(lease, retryMs);
  } finally {
    // what was written after the sweep of a deleted document goes too
    if ((await ctx.db.documents.where({ userId, documentId }).first()) === null) await removePages(ctx.db, lease.row);
  }
}

async function read(ctx: LibraryContext, lease: ReadingLease, signal: AbortSignal): Promise<void> {
  const { row } = lease;
  if (row.error !== null) throw new Unreadable(row.error);
  if (readingWork(ctx).attempts(lease) > maxAttempts) throw new Unreadable('Reading it was broken off too often.');
  await leaveWithClass(ctx, row);
  const local = await ctx.files.local(fileKey(row));
  if (local === null) throw new Unreadable('The file is no longer there. Upload it again.');
  try {
    const heading = row.pagesDone > 0 ? await headingAtEnd(ctx.db, row, row.pagesDone) : null;
    const announce = progressTo(ctx);
    await announce(held(await readingWork(ctx).keep(lease, { status: 'extracting' })));
    const request = { path: local.path, kind: row.kind, from: row.pagesDone + 1, heading };
    for await (const { pages, read } of readDocument(request, signal)) {
      await storePages(ctx.db, row, read);
      const pagesDone = read.at(-1)?.page ?? row.pagesDone;
      await announce(held(await readingWork(ctx).advance(lease, { pages, pagesDone })));
    }
  } finally {
    await local.release();
  }
}

function held(row: DocumentRow | null): DocumentRow {
  if (row === null) throw new LeaseLost();
  return row;
}

/** A document whose upload ended after its class was swept, in a server that was killed then, goes where the class went. */
async function leaveWithClass(ctx: LibraryContext, row: DocumentRow): Promise<void> {
  const { userId, classId } = row;
  if ((await ctx.db.classes.where({ userId, classId }).first()) !== null) return;
  await markDocument(ctx, row);
  throw new LeaseLost();
}

/** Pushes progress, at most four times a second. */
function progressTo({ events }: LibraryContext): (row: DocumentRow) => Promise<void> {
  let last = -Infinity;
  return async (row) => {
    if (performance.now() - last < progressMs) return;
    last = performance.now();
    await events.publish(row.userId, { type: 'document.progress', document: toDocument(row) });
  };
}

async function finish(ctx: LibraryContext, lease: ReadingLease): Promise<void> {
  const { userId, documentId, kind } = lease.row;
  const { pages } = held(await readingWork(ctx).keep(lease, { status: 'indexing' }));
  await removePages(ctx.db, lease.row, pages + 1);
  if ((await ctx.db.passages.where({ userId, documentId }).first()) === null) {
    throw new Unreadable(
      kind === 'pdf'
        ? 'No text was found: its pages seem to be scanned pictures. Run text recognition (OCR) over it and upload it again.'
        : 'There is no text in it.',
    );
  }
  await ctx.embeddingQueue?.add(lease.row);
  await ctx.summaryQueue?.add(lease.row);
  const summaryStatus = ctx.summaryQueue ? 'pending' : 'none';
  const row = held(await readingWork(ctx).end(lease, { status: 'ready', error: null, summaryStatus }));
  await raiseVersion(ctx.db, userId, row.classId);
  await ctx.events.publish(userId, { type: 'document.ready', document: toDocument(row) });
  await ctx.embeddingQueue?.ready(lease.row);
  ctx.summaryQueue?.wake();
}

/** The reason is noted first: an attempt that comes after a crash fails with it, and reads nothing again. */
async function fail(ctx: LibraryContext, lease: ReadingLease, reason: Unreadable): Promise<void> {
  const { documentId } = lease.row;
  ctx.log.info({ documentId, reason: reason.message, err: reason.cause }, 'a document cannot be read');
  const error = reason.message;
  await removePages(ctx.db, held(await readingWork(ctx).keep(lease, { error })));
  const row = held(await readingWork(ctx).end(lease, { status: 'failed', error }));
  await ctx.events.publish(row.userId, { type: 'document.failed', document: toDocument(row) });
}
