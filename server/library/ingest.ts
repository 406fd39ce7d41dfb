import { Failure } from '#shared/failure.ts';
import { toDocument, fileKey, type DocumentRow } from './rows.ts';
import { raiseVersion } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { readDocument } from './extract/read-document.ts';
import { Unreadable } from './extract/page-source.ts';
import { findDocumentRow } from './find.ts';
import { dropLease, endLease, forgiveAttempt, keepLease, leaseMs, type Lease } from './lease.ts';
import { headingAtEnd, removePages, storePages } from './store-pages.ts';

const progressMs = 250;
const maxAttempts = 5;

class LeaseLost extends Error {}

/**
 * Reads a leased document into pages and passages, from where an earlier attempt stopped, until it is `ready` or
 * `failed`. Where `signal` is aborted, the lease is lost or the database is away, it stops and another attempt goes on.
 */
export async function ingest(ctx: LibraryContext, lease: Lease, stopped: AbortSignal): Promise<void> {
  const { userId, documentId } = lease.row;
  const lost = new AbortController();
  const renewal = setInterval(() => void renew(ctx, lease, lost), leaseMs / 4);
  try {
    await read(ctx, lease, AbortSignal.any([stopped, lost.signal]));
    await finish(ctx, lease);
  } catch (error) {
    if (error instanceof Unreadable) {
      await fail(ctx, lease, error);
    } else if (!(error instanceof LeaseLost) && !stopped.aborted && !lost.signal.aborted) {
      // the lease runs out, and the document is tried again then
      ctx.log.error({ err: error, documentId }, 'a document could not be read for now');
      // a file store that is away says nothing of the file
      if (error instanceof Failure && error.app.code === 'UNAVAILABLE') await forgiveAttempt(ctx, lease);
      return;
    }
  } finally {
    clearInterval(renewal);
  }
  await dropLease(ctx, lease);
  if ((await findDocumentRow(ctx.db, userId, documentId)) === null) await removePages(ctx.db, lease.row);
}

async function renew(ctx: LibraryContext, lease: Lease, lost: AbortController): Promise<void> {
  try {
    if ((await keepLease(ctx, lease, {})) === null) lost.abort(new LeaseLost());
  } catch (error) {
    ctx.log.warn({ err: error }, 'a lease could not be renewed');
  }
}

async function read(ctx: LibraryContext, lease: Lease, signal: AbortSignal): Promise<void> {
  const { row } = lease;
  if (row.attempts > maxAttempts) throw new Unreadable('Reading it was broken off too often.');
  const local = await ctx.files.local(fileKey(row));
  if (local === null) throw new Unreadable('The file is no longer there. Upload it again.');
  try {
    const heading = row.pagesDone > 0 ? await headingAtEnd(ctx.db, row, row.pagesDone) : null;
    const announce = progressTo(ctx);
    await announce(await kept(ctx, lease, { status: 'extracting' }));
    const request = { path: local.path, kind: row.kind, from: row.pagesDone + 1, heading };
    for await (const { pages, read } of readDocument(request, signal)) {
      await storePages(ctx.db, row, read);
      const pagesDone = read.at(-1)?.page ?? row.pagesDone;
      await announce(await kept(ctx, lease, { pages, pagesDone, attempts: 1 }));
    }
  } finally {
    await local.release();
  }
}

async function kept(ctx: LibraryContext, lease: Lease, changes: Parameters<typeof keepLease>[2]): Promise<DocumentRow> {
  const row = await keepLease(ctx, lease, changes);
  if (row === null) throw new LeaseLost();
  return row;
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

async function finish(ctx: LibraryContext, lease: Lease): Promise<void> {
  const { userId, documentId, classId, kind } = lease.row;
  const { pages } = await kept(ctx, lease, { status: 'indexing' });
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
  const row = await endLease(ctx, lease, { status: 'ready', error: null, summaryStatus });
  if (row === null) throw new LeaseLost();
  await raiseVersion(ctx.db, userId, classId);
  await ctx.events.publish(userId, { type: 'document.ready', document: toDocument(row) });
  await ctx.embeddingQueue?.ready(lease.row);
  ctx.summaryQueue?.wake();
}

async function fail(ctx: LibraryContext, lease: Lease, reason: Unreadable): Promise<void> {
  ctx.log.info(
    { documentId: lease.row.documentId, reason: reason.message, err: reason.cause },
    'a document cannot be read',
  );
  const row = await endLease(ctx, lease, { status: 'failed', error: reason.message });
  if (row === null) return;
  await removePages(ctx.db, row);
  await ctx.events.publish(row.userId, { type: 'document.failed', document: toDocument(row) });
}
