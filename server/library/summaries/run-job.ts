import { Failure } from '#shared/failure.ts';
import { type Db, field } from '#server/database/client.ts';
import type { Log } from '#server/observe/log.ts';
import type { UserEvents } from '#server/streams/user-events.ts';
import { type DocumentRow, notDeleted, toDocument } from '../rows.ts';
import { endJob, type Job, jobLeaseMs, keepJob, putOff } from './job.ts';
import { makeSummary, type SummarisedDocument } from './make-summary.ts';
import { sectionsOf } from './sections.ts';
import { askForStarters, readStarters, starterTopics, wordStarters } from './starters.ts';
import { removeSummaries, type StoredSummary } from './store.ts';
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
/** A document that is not ready yet is looked at again after this long. */
const notReadyMs = 1_000;

/**
 * Makes the summary and the starters of a document whose job is leased. What the model is at fault for is tried again
 * later, six times in all; the document can be used all the while. Where `stopped` is aborted or the lease is lost it
 * stops, and another attempt goes on from the sections that are kept.
 */
export async function runJob(
  deps: SummaryDeps,
  job: Job,
  writerFor: (signal: AbortSignal) => Writer<never> | null,
  stopped: AbortSignal,
): Promise<void> {
  const row = await deps.db.documents.where({ userId: job.userId, documentId: job.documentId }).first();
  if (row === null || row.status === 'failed') {
    if (row === null) await removeSummaries(deps.db, job);
    return await endJob(deps, job);
  }
  if (row.status !== 'ready' || row.deletedAt !== null) return await putOff(deps, job, notReadyMs, job.attempts - 1);

  const lost = new AbortController();
  const renewal = setInterval(() => void renew(deps, job, lost), jobLeaseMs / 4).unref();
  const signal = AbortSignal.any([stopped, lost.signal]);
  try {
    // everybody's samples are the same, and nobody asked for them: they cost no tokens
    const writer = row.sample ? null : writerFor(signal);
    const summary = await finished(makeSummary({ ...deps, writer, isKept: true }, row));
    signal.throwIfAborted();
    const starters = await makeStarters(deps.db, row, summary, writer);
    await tell(deps, row, { summaryStatus: 'ready', starters });
    await endJob(deps, job);
  } catch (error) {
    if (signal.aborted) await putOff(deps, job, 0, job.attempts - 1);
    else await failed(deps, job, row, error);
  } finally {
    clearInterval(renewal);
  }
}

async function renew(deps: SummaryDeps, job: Job, lost: AbortController): Promise<void> {
  try {
    if (!(await keepJob(deps, job))) lost.abort();
  } catch (error) {
    deps.log.warn({ err: error }, 'a lease could not be renewed');
  }
}

async function failed(deps: SummaryDeps, job: Job, row: DocumentRow, error: unknown): Promise<void> {
  const { documentId, attempts } = job;
  const isBusy = error instanceof Failure && error.app.code === 'BUSY';
  deps.log.warn({ documentId, attempts, err: error }, 'a summary could not be made for now');
  if (isBusy) return await putOff(deps, job, busyMs, attempts - 1);
  if (attempts < maxAttempts) return await putOff(deps, job, firstRetryMs * 2 ** (attempts - 1), attempts);
  await tell(deps, row, { summaryStatus: 'failed' });
  await endJob(deps, job);
}

/** Notes on the document how its summary stands, and tells the user's tabs; nothing for one that is gone. */
export async function tell(
  { db, events }: Pick<SummaryDeps, 'db' | 'events'>,
  { userId, documentId }: SummarisedDocument,
  changes: Partial<Pick<DocumentRow, 'summaryStatus' | 'starters'>>,
): Promise<void> {
  const row = await db.documents.where({ userId, documentId }).where(notDeleted).update(changes);
  if (row) await events.publish(userId, { type: 'document.changed', document: toDocument(row) });
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
