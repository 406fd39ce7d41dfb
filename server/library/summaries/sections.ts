import { type Db, field } from '#server/database/client.ts';
import type { SourcePassage } from './cited-text.ts';

const pagesPerSection = 25;

/** A run of pages that is summarised by itself; sections are counted from 1. */
export interface Section {
  section: number;
  firstPage: number;
  lastPage: number;
}

/** The sections of a document with this many pages. */
export function sectionsOf(pages: number): Section[] {
  return Array.from({ length: Math.ceil(pages / pagesPerSection) }, (_, index) => ({
    section: index + 1,
    firstPage: index * pagesPerSection + 1,
    lastPage: Math.min(pages, (index + 1) * pagesPerSection),
  }));
}

/** The passages of some pages of a document, in its order. */
export async function passagesOf(
  db: Db,
  { userId, documentId }: { userId: string; documentId: string },
  { firstPage, lastPage }: Pick<Section, 'firstPage' | 'lastPage'>,
): Promise<SourcePassage[]> {
  const rows = await db.passages
    .where({ userId, documentId })
    .where(field.gte('page', firstPage))
    .where(field.lte('page', lastPage))
    .orderBy({ page: 1, start: 1 })
    .all();
  return rows.map(toPassage);
}

/** The passages of these ids, in their order; those that are gone are left out, so that the rest move up. */
export async function passagesById(
  db: Db,
  userId: string,
  passageIds: readonly string[],
): Promise<Map<string, SourcePassage>> {
  if (passageIds.length === 0) return new Map();
  const rows = await db.passages
    .where({ userId })
    .where(field.in('passageId', [...new Set(passageIds)]))
    .all();
  return new Map(rows.map((row) => [row.passageId, toPassage(row)]));
}

const toPassage = ({
  passageId,
  documentId,
  page,
  start,
  end,
  text,
}: NonNullable<Awaited<ReturnType<Db['passages']['first']>>>): SourcePassage => ({
  passageId,
  documentId,
  page,
  start,
  end,
  text,
});
