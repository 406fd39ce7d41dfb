import { Failure } from '#shared/failure.ts';
import { type Db, field } from '#server/database/client.ts';
import type { Log } from '#server/observe/log.ts';
import type { UserEvents } from '#server/streams/user-events.ts';
import { type DocumentRow, notDeleted, toDocument } from '../rows.ts';
import { retryWait } from '../work/retry-wait.ts';
import { underLease } from '../work/under-lease.ts';
import { makeSummary, type SummarisedDocument } from './make-summary.ts';
import { sectionsOf } from './sections.ts';
import { askForStarters, readStarters, starterTopics, wordStarters } from './starters.ts';
import { removeSummaries, type StoredSummary } from './store.ts';
import { type SummaryLease, summaryWork } from './summary-work.ts';
import type { Writer } from './writer.ts';

/** What the work on summaries needs. */
export interface SummaryDeps {
  db: Db;
  events: Pick<UserEvents, 'publish'>;
  log: Log;
  now: () => Date;
}

const maxAttempts = 6;
const firstRetryMs = 30_000;
const busyMs = 60_000;
/** A document that is not ready yet, or was deleted and may be restored, is looked at again after this long. */
const notReadyMs = 1_000;

/**
 * Makes the summary and the starters of a document whose summary work is leased. What the model is at fault for is tried
 * again later, six times in all; the document can be used all the while. Where `stopped` is aborted or the lease is lost
 * it stops, and another attempt goes on from the sections that are kept.
 */
export async function runJob(
  deps: SummaryDeps,
  lease: SummaryLease,
  writerFor: (signal: AbortSignal) => Writer<never> | null,
  stopped: AbortSignal,
): Promise<void> {
  const leases = summaryWork(deps);
  const { userId, documentId } = lease.row;
  const row = await deps.db.documents.where({ userId, documentId }).first();
  if (row === null || row.status === 'failed') {
    if (row === null) await removeSummaries(deps.db, lease.row);
    else await leases.end(lease);
    return;
  }
  if (row.status !== 'ready' || row.deletedAt !== null) return await leases.giveBack(lease, notReadyMs);
  try {
    await underLease({ leases, lease, stopped, log: deps.log }, async (signal) => {
      // everybody's samples are the same, and nobody asked for them: they cost no tokens
      const writer = row.sample ? null : writerFor(signal);
      const summary = await finished(makeSummary({ ...deps, writer, isKept: true }, row));
      signal.throwIfAborted();
      const starters = await makeStarters(deps.db, row, summary, writer);
      if (await tell(deps, row, { summaryStatus: 'ready', starters })) await leases.end(lease);
      else await leases.giveBack(lease, notReadyMs);
    });
  } catch (error) {
    await failed(deps, lease, row, error);
  }
}

async function failed(deps: SummaryDeps, lease: SummaryLease, row: DocumentRow, error: unknown): Promise<void> {
  const leases = summaryWork(deps);
  const attempts = leases.attempts(lease);
  const isBusy = error instanceof Failure && error.app.code === 'BUSY';
  deps.log.warn({ documentId: row.documentId, attempts, err: error }, 'a summary could not be made for now');
  if (isBusy) return await leases.giveBack(lease, busyMs);
  if (attempts < maxAttempts) return await leases.putOff(lease, retryWait(attempts, firstRetryMs, Infinity));
  if (await tell(deps, row, { summaryStatus: 'failed' })) await leases.end(lease);
  else await leases.giveBack(lease, notReadyMs);
}

/** Notes on the document how its summary stands, and tells the user's tabs. @returns false where it is gone */
export async function tell(
  { db, events }: Pick<SummaryDeps, 'db' | 'events'>,
  { userId, documentId }: SummarisedDocument,
  changes: Partial<Pick<DocumentRow, 'summaryStatus' | 'starters'>>,
): Promise<boolean> {
  const row = await db.documents.where({ userId, documentId }).where(notDeleted).update(changes);
  if (row) await events.publish(userId, { type: 'document.changed', document: toDocument(row) });
  return row !== null;
}

/** Up to five questions to begin with: worded by a model where there is one, else, and where it words too few, by rule. */
async function makeStarters(
  db: Db,
  document: SummarisedDocument,
  summary: StoredSummary,
  writer: Writer<never> | null,
): Promise<string[]> {
  const { topics, language } = starterTopics(await readingOf(db, document));
  const byRule = wordStarters(topics, language);
  if (writer === null) return byRule;
  const { text } = await finished(writer.ask(askForStarters(document.name, topics, summary)));
  const worded = readStarters(text, topics, summary);
  return worded.length > 0 ? worded : byRule;
}

async function readingOf(db: Db, { userId, documentId, pages }: SummarisedDocument) {
  const reading: { heading: string | null; text: string }[] = [];
  for (const { firstPage, lastPage } of sectionsOf(pages)) {
    const inside = db.passages.where({ userId, documentId }).where(field.gte('page', firstPage));
    reading.push(...(await inside.where(field.lte('page', lastPage)).orderBy({ page: 1, start: 1 }).all()));
  }
  return reading;
}

/** What work returns whose progress nobody looks at. */
async function finished<T>(work: AsyncGenerator<unknown, T>): Promise<T> {
  for (;;) {
    const step = await work.next();
    if (step.done === true) return step.value;
  }
}
