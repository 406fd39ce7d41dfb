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
 * Stores pages that follow each other, with their passages. What is stored already and the same stays untouched: storing
 * pages again, also by a server that has lost the lease and does not know it yet, takes nothing away.
 */
export async function storePages(db: Db, owner: Owner, pages: readonly ReadPage[]): Promise<void> {
  const { userId, documentId } = owner;
  for (let attempt = 1; ; attempt += 1) {
    const missing = await notStored(db, owner, pages);
    if (missing.length === 0) return;
    const pageRows = missing.map(({ page, heading, text }) => ({ userId, documentId, page, heading, text }));
    const passageRows = missing.flatMap((page) =>
      page.passages.map(({ start, end, heading, text }) => ({
        userId,
        passageId: passageIdOf(documentId, page.page, start, end, text),
        documentId,
        page: page.page,
        start,
        end,
        heading,
        text,
      })),
    );
    try {
      await db.pages.createAndCount(pageRows);
      if (passageRows.length > 0) await db.passages.createAndCount(passageRows);
      return;
    } catch (error) {
      if (!isDuplicate(error) || attempt === 5) throw error;
    }
  }
}

/** Those pages that are not stored as they are, with nothing left of what was stored in their place. */
async function notStored(db: Db, owner: Owner, pages: readonly ReadPage[]): Promise<ReadPage[]> {
  const first = pages[0]?.page ?? 1;
  const last = pages.at(-1)?.page ?? 0;
  const mine = { userId: owner.userId, documentId: owner.documentId };
  const inside = [field.gte('page', first), field.lte('page', last)] as const;
  const storedPages = await db.pages.where(mine).where(inside[0]).where(inside[1]).all();
  const storedPassages = await db.passages.where(mine).where(inside[0]).where(inside[1]).all();
  const missing = pages.filter(({ page, heading, text, passages }) => {
    const stored = storedPages.find((each) => each.page === page);
    const ids = new Set(storedPassages.flatMap((each) => (each.page === page ? [each.passageId] : [])));
    const same =
      stored?.text === text &&
      stored.heading === heading &&
      ids.size === passages.length &&
      passages.every(({ start, end, text: said }) => ids.has(passageIdOf(owner.documentId, page, start, end, said)));
    return !same;
  });
  if (storedPages.length + storedPassages.length > 0)
    for (const { page } of missing) await removePages(db, owner, page, page);
  return missing;
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
