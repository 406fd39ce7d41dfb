import { createHash } from 'node:crypto';
import { type Db, field } from '#server/database/client.ts';
import type { ReadPage } from './extract/read-pages.ts';
import { isDuplicate, type DocumentRow } from './rows.ts';

type Owner = Pick<DocumentRow, 'userId' | 'documentId'>;

/** A passage's id: 24 hex digits that follow from where it stands and what it says. */
export function passageIdOf(documentId: string, page: number, start: number, end: number, text: string): string {
  return createHash('sha256').update([documentId, page, start, end, text].join('|')).digest('hex').slice(0, 24);
}

/**
 * Stores pages that follow each other, with their passages, in place of what was stored of them. Storing them again
 * neither doubles nor renames anything.
 */
export async function storePages(db: Db, { userId, documentId }: Owner, pages: readonly ReadPage[]): Promise<void> {
  const first = pages[0]?.page;
  const last = pages.at(-1)?.page;
  if (first === undefined || last === undefined) return;
  const pageRows = pages.map(({ page, heading, text }) => ({ userId, documentId, page, heading, text }));
  const passageRows = pages.flatMap(({ page, passages }) =>
    passages.map(({ start, end, heading, text }) => ({
      userId,
      passageId: passageIdOf(documentId, page, start, end, text),
      documentId,
      page,
      start,
      end,
      heading,
      text,
    })),
  );
  for (let attempt = 1; ; attempt += 1) {
    await removePages(db, { userId, documentId }, first, last);
    try {
      await db.pages.createAndCount(pageRows);
      if (passageRows.length > 0) await db.passages.createAndCount(passageRows);
      return;
    } catch (error) {
      // a server that has lost the lease and does not know it yet may be writing the same
      if (!isDuplicate(error) || attempt === 5) throw error;
    }
  }
}

/** Removes stored pages `first` to `last` of a document, both included, with their passages. */
export async function removePages(db: Db, { userId, documentId }: Owner, first = 1, last = Infinity): Promise<void> {
  const below = Number.isFinite(last) ? last : 2 ** 31 - 1;
  const inside = [field.gte('page', first), field.lte('page', below)] as const;
  await db.passages.where({ userId, documentId }).where(inside[0]).where(inside[1]).deleteAndCount();
  await db.pages.where({ userId, documentId }).where(inside[0]).where(inside[1]).deleteAndCount();
}

/** The section in which a page that is stored ends. */
export async function headingAtEnd(db: Db, { userId, documentId }: Owner, page: number): Promise<string | null> {
  const passage = await db.passages.where({ userId, documentId, page }).orderBy({ start: -1 }).first();
  return passage?.heading ?? (await db.pages.where({ userId, documentId, page }).first())?.heading ?? null;
}
