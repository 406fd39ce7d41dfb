import { type Db, field } from '#server/database/client.ts';
import { breathe } from '#server/library/breather.ts';
import type { ReadyDocument } from '#server/library/scope-documents.ts';
import type { CacheBudget } from './cache-budget.ts';
import { buildSegment, type IndexedPassage, type Segment } from './segment.ts';

export interface SegmentCache {
  /** The indexes of a user's documents, in the order given; built where they are not in memory. */
  load(userId: string, documents: readonly ReadyDocument[]): Promise<Segment[]>;
}

const loadedAtOnce = 4;
const pagesAtOnce = 16;

/** Keeps the indexes that were used last, within a budget. */
export function createSegmentCache(db: Db, budget: CacheBudget): SegmentCache {
  const segments = new Map<string, Segment>();
  const building = new Map<string, Promise<Segment>>();

  const keep = (key: string, segment: Segment): void => {
    segments.set(key, segment);
    budget.keep(`words/${key}`, segment.bytes, () => segments.delete(key));
  };

  const build = async (userId: string, document: ReadyDocument, key: string): Promise<Segment> => {
    const segment = await buildSegment(document.documentId, await readAll(db, userId, document));
    keep(key, segment);
    return segment;
  };

  const load = async (userId: string, document: ReadyDocument): Promise<Segment> => {
    const key = `${userId}/${document.documentId}`;
    const known = segments.get(key);
    if (known) {
      budget.touch(`words/${key}`);
      return known;
    }
    const promise = building.get(key) ?? build(userId, document, key).finally(() => building.delete(key));
    building.set(key, promise);
    return promise;
  };

  return {
    load: async (userId, documents) => {
      const loaded: Segment[] = [];
      for (let at = 0; at < documents.length; at += loadedAtOnce) {
        const some = documents.slice(at, at + loadedAtOnce);
        loaded.push(...(await Promise.all(some.map((document) => load(userId, document)))));
      }
      return loaded;
    },
  };
}

/** A document's passages in order, read a few pages at a time so that neither server nor event loop is held up. */
async function readAll(db: Db, userId: string, { documentId, pages }: ReadyDocument): Promise<IndexedPassage[]> {
  const passages: IndexedPassage[] = [];
  for (let first = 1; first <= pages; first += pagesAtOnce) {
    const rows = await db.passages
      .where({ userId, documentId })
      .where(field.gte('page', first))
      .where(field.lt('page', first + pagesAtOnce))
      .orderBy({ page: 1, start: 1 })
      .all();
    passages.push(...rows.map(({ passageId, page, heading, text }) => ({ passageId, page, heading, text })));
    await breathe();
  }
  return passages;
}
