import { type Db, field } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';
import type { CitedText } from './cited-text.ts';
import { passagesById, type Section } from './sections.ts';

/** The number under which the summary of a whole document is kept, beside those of its sections. */
export const wholeDocument = 0;

/** A summary as it is kept. */
export interface StoredSummary extends CitedText, Section {
  documentId: string;
}

type Row = NonNullable<Awaited<ReturnType<Db['summaries']['first']>>>;
type Owner = Pick<Row, 'userId' | 'documentId'>;

/**
 * Keeps a summary. Of two that are made at once the first stays.
 *
 * @returns what is kept
 */
export async function keepSummary(
  db: Db,
  { userId, documentId }: Owner,
  {
    section,
    firstPage,
    lastPage,
    text,
    passages,
    ...making
  }: Omit<StoredSummary, 'documentId'> & Pick<Row, 'model' | 'tokensIn' | 'tokensOut' | 'createdAt'>,
): Promise<StoredSummary> {
  const key = { userId, documentId, section };
  const passageIds = passages.map(({ passageId }) => passageId);
  const row = await findOrCreate(
    db,
    `summary/${userId}/${documentId}/${section}`,
    () => db.summaries.where(key).first(),
    () => db.summaries.create({ ...key, ...making, firstPage, lastPage, text, passageIds }),
  );
  const [kept] = await withPassages(db, userId, [row]);
  return kept ?? { documentId, section, firstPage, lastPage, text, passages };
}

/** The summaries of a document, of the whole and of its sections, by their number. */
export async function readSummaries(db: Db, { userId, documentId }: Owner): Promise<Map<number, StoredSummary>> {
  const rows = await db.summaries.where({ userId, documentId }).orderBy({ section: 1 }).all();
  const summaries = await withPassages(db, userId, rows);
  return new Map(summaries.map((summary) => [summary.section, summary]));
}

/** The summaries of whole documents, of those that have one, by document. */
export async function readWhole(
  db: Db,
  userId: string,
  documentIds: readonly string[],
): Promise<Map<string, StoredSummary>> {
  const rows = await db.summaries
    .where({ userId, section: wholeDocument })
    .where(field.in('documentId', [...documentIds]))
    .all();
  const summaries = await withPassages(db, userId, rows);
  return new Map(summaries.map((summary) => [summary.documentId, summary]));
}

/** Removes the summaries of a document, and the work on them. */
export async function removeSummaries(db: Db, { userId, documentId }: Owner): Promise<void> {
  await db.summary_jobs.where({ userId, documentId }).deleteAndCount();
  await db.summaries.where({ userId, documentId }).deleteAndCount();
}

/** Leaves out summaries whose passages are gone: their markers would name others. */
async function withPassages(db: Db, userId: string, rows: readonly Row[]): Promise<StoredSummary[]> {
  const found = await passagesById(
    db,
    userId,
    rows.flatMap(({ passageIds }) => passageIds),
  );
  return rows.flatMap(({ documentId, section, firstPage, lastPage, text, passageIds }) => {
    const passages = passageIds.flatMap((id) => found.get(id) ?? []);
    if (passages.length < passageIds.length) return [];
    return [{ documentId, section, firstPage, lastPage, text, passages }];
  });
}
