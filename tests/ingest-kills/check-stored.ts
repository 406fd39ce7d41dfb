import type { Database } from '#server/database/client.ts';
import { pageLine, passageLine, readCleanly } from './clean-reading.ts';
import type { MadeFile } from './files.ts';
import { fateOf, type Ledger } from './ledger.ts';

type Rows = { userId: string; documentId: string }[];
const keyOf = ({ userId, documentId }: { userId: string; documentId: string }): string => `${userId}/${documentId}`;

/** Every rule that what is stored breaks once all is quiet, in words. `files` are the keys of the kept files. */
export async function checkStored({ db }: Database, files: readonly string[], ledger: Ledger): Promise<string[]> {
  const wrong = [...ledger.wrong];
  const documents = await db.documents.all();
  const known = new Set(documents.map(keyOf));

  const collections: [string, Rows][] = [
    ['page', await db.pages.all()],
    ['passage', await db.passages.all()],
    ['summary', await db.summaries.all()],
    ['job', await db.summary_jobs.all()],
    ['vector', await db.vectors.all()],
    ['embedding', await db.embeddings.all()],
  ];
  for (const [what, rows] of collections)
    for (const key of new Set(rows.map(keyOf))) if (!known.has(key)) wrong.push(`an orphaned ${what} of ${key}`);
  for (const key of files) if (!known.has(key)) wrong.push(`an orphaned file ${key}`);
  for (const key of known) if (!files.includes(key)) wrong.push(`${key} has no file`);

  for (const document of documents) {
    const key = keyOf(document);
    const { status, error, work, deletedAt, summaryStatus } = document;
    if (deletedAt !== null) wrong.push(`${key} is deleted and was not swept`);
    if (work !== null) wrong.push(`${key} is still worked on`);
    const mine = ledger.documents.find(({ documentId }) => documentId === document.documentId);
    const file = mine?.file ?? lostFile(ledger, document);
    if (file === undefined) {
      wrong.push(`${key} was never uploaded`);
      continue;
    }
    if (status !== (file.isReadable ? 'ready' : 'failed')) wrong.push(`${key} (${file.name}) is ${status}: ${error}`);
    if (status === 'ready' && summaryStatus !== 'ready') wrong.push(`${key} has a summary that is ${summaryStatus}`);
    wrong.push(...(await checkText(db, document, status === 'ready' ? file : null)));
  }
  for (const document of ledger.documents) {
    const key = `${document.in.userId}/${document.documentId}`;
    if (fateOf(document) === 'there' && !known.has(key)) wrong.push(`${key} (${document.file.name}) is lost`);
    if (fateOf(document) === 'gone' && known.has(key)) wrong.push(`${key} was deleted and is there`);
  }
  for (const { userId, documentIds, documents: used } of await db.shelves.all()) {
    const stored = documents.filter((document) => document.userId === userId).map(({ documentId }) => documentId);
    if (used !== stored.length || documentIds.toSorted().join() !== stored.toSorted().join())
      wrong.push(`${userId} has ${stored.length} documents and ${used} places taken: ${documentIds.join(' ')}`);
  }
  return wrong;
}

const lostFile = (ledger: Ledger, { classId, contentKey }: { classId: string; contentKey: string }) =>
  ledger.lost.find((upload) => upload.in.classId === classId && upload.file.contentKey === contentKey)?.file;

async function checkText(
  db: Database['db'],
  document: { userId: string; documentId: string },
  file: MadeFile | null,
): Promise<string[]> {
  const mine = { userId: document.userId, documentId: document.documentId };
  const pages = await db.pages.where(mine).all();
  const passages = await db.passages.where(mine).all();
  const stored = [...pages.map(pageLine), ...passages.map(passageLine)].toSorted();
  const clean = file === null ? [] : await readCleanly(file, document.documentId);
  return stored.join('\n') === clean.join('\n')
    ? []
    : [`${keyOf(document)} (${file?.name ?? 'failed'}) has ${stored.length} pages and passages, not ${clean.length}`];
}
