import type { Db } from '#server/database/client.ts';
import { buildSegment, type IndexedPassage, type Segment } from './segment.ts';

export interface SegmentCache {
  /** The indexes of a user's documents, in the order given; built where they are not in memory. */
  load(userId: string, documentIds: readonly string[]): Promise<Segment[]>;
}

const loadedAtOnce = 4;

/** Keeps the indexes that were used last, up to a number of bytes. */
export function createSegmentCache(db: Db, maxBytes: number): SegmentCache {
  const segments = new Map<string, Segment>();
  const building = new Map<string, Promise<Segment>>();
  let bytes = 0;

  const keep = (key: string, segment: Segment): void => {
    segments.set(key, segment);
    bytes += segment.bytes;
    for (const [oldest, { bytes: freed }] of segments) {
      if (bytes <= maxBytes || oldest === key) break;
      segments.delete(oldest);
      bytes -= freed;
    }
  };

  const build = async (userId: string, documentId: string, key: string): Promise<Segment> => {
    const passages: IndexedPassage[] = [];
    const rows = db.passages.where({ userId, documentId }).orderBy({ page: 1, start: 1 }).select('passageId', 'page', 'heading', 'text').all();
    for await (const { passageId, page, heading, text } of rows) passages.push({ passageId, page, heading, text });
    const segment = await buildSegment(documentId, passages);
    keep(key, segment);
    return segment;
  };

  const load = async (userId: string, documentId: string): Promise<Segment> => {
    const key = `${userId}/${documentId}`;
    const known = segments.get(key);
    if (known) {
      segments.delete(key);
      segments.set(key, known);
      return known;
    }
    const promise = building.get(key) ?? build(userId, documentId, key).finally(() => building.delete(key));
    building.set(key, promise);
    return promise;
  };

  return {
    load: async (userId, documentIds) => {
      const loaded: Segment[] = [];
      for (let at = 0; at < documentIds.length; at += loadedAtOnce) {
        const some = documentIds.slice(at, at + loadedAtOnce);
        loaded.push(...(await Promise.all(some.map((documentId) => load(userId, documentId)))));
      }
      return loaded;
    },
  };
}
