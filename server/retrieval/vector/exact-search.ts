import { throwIfAborted } from '#server/models/aborted.ts';
import type { Db } from '#server/database/client.ts';
import type { CacheBudget } from '../cache-budget.ts';
import { bytesPerNumber } from './block.ts';
import { compareAll } from './compare.ts';
import { loadVectors } from './load-vectors.ts';
import { openThread, type VectorThread } from './open-thread.ts';
import type { VectorPlace } from './thread-messages.ts';
import type { NearPassage, VectorSearch } from './vector-search.ts';

/** What is known here of the vectors in the thread. */
interface Held {
  passageIds: readonly string[];
}

/**
 * Compares a query with every vector in scope, in a thread beside the server's. What was used last stays in memory,
 * within a budget; a document's vectors never change once they are whole, so they are never stale.
 */
export function createExactSearch(db: Db, model: string, budget: CacheBudget): VectorSearch {
  const held = new Map<string, Held>();
  const loading = new Map<string, Promise<void>>();
  let thread: VectorThread | null = null;

  const opened = (): VectorThread => {
    thread ??= openThread(() => {
      for (const key of held.keys()) budget.forget(`vectors/${key}`);
      held.clear();
      thread = null;
    });
    return thread;
  };

  const load = async (userId: string, documentId: string, key: string): Promise<void> => {
    const { passageIds, floats, dimension } = await loadVectors(db, { userId, documentId, model });
    const bytes = floats.length * bytesPerNumber + passageIds.length * 60;
    opened().put(key, floats, dimension);
    held.set(key, { passageIds });
    budget.keep(`vectors/${key}`, bytes, () => {
      held.delete(key);
      thread?.drop(key);
    });
  };

  const loadOnce = (userId: string, documentId: string, key: string): Promise<void> => {
    const promise = loading.get(key) ?? load(userId, documentId, key).finally(() => loading.delete(key));
    loading.set(key, promise);
    return promise;
  };

  /** Searches what is in memory now: the thread is told so before anything in it can be dropped. */
  const searchHeld = async (
    documents: readonly Keyed[],
    query: Float32Array,
    count: number,
  ): Promise<NearPassage[]> => {
    const present = documents.flatMap(({ documentId, key }) => {
      const known = held.get(key);
      if (known) budget.touch(`vectors/${key}`);
      return known ? [{ documentId, key, passageIds: known.passageIds }] : [];
    });
    if (present.length === 0) return [];
    const near = await opened().search(
      present.map(({ key }) => key),
      query,
      count,
    );
    return near.flatMap(({ block, index, cosine }) => {
      const { documentId, passageIds } = present[block] ?? {};
      const passageId = passageIds?.[index];
      return documentId === undefined || passageId === undefined ? [] : [{ documentId, passageId, cosine }];
    });
  };

  return {
    nearest: async (userId, documentIds, query, count, signal) => {
      const all = documentIds.map((documentId) => ({ documentId, key: `${userId}/${documentId}` }));
      const found = [searchHeld(all, query, count)];
      const missing = all.filter(({ key }) => !held.has(key));
      if (missing.length > 0) {
        const whole = await wholeDocuments(db, userId, model);
        for (const one of missing.filter(({ documentId }) => whole.has(documentId))) {
          throwIfAborted(signal);
          await loadOnce(userId, one.documentId, one.key);
          found.push(searchHeld([one], query, count));
        }
      }
      const near = (await Promise.all(found)).flat();
      return near.sort((one, other) => other.cosine - one.cosine).slice(0, count);
    },
    compare: async (userId, passages, make) => {
      const asked = passages.map(({ documentId, passageId }) => {
        const key = `${userId}/${documentId}`;
        return { key, index: positionIn(held.get(key)?.passageIds ?? [], passageId) };
      });
      const before = thread;
      const lacking = [...asked.keys()].filter((at) => (asked[at]?.index ?? -1) < 0);
      const made = lacking.length === 0 ? [] : await make(lacking);
      if (before === null || lacking.length === asked.length) return compareAll(made);
      if (thread !== before || asked.some(({ key, index }) => index >= 0 && !held.has(key))) {
        throw new Error('vectors that are compared were dropped meanwhile');
      }
      const places: VectorPlace[] = [...asked];
      for (const [index, at] of lacking.entries()) places[at] = made[index] ?? new Float32Array();
      return before.compare(places);
    },
    close: async () => {
      await Promise.allSettled(loading.values());
      await thread?.close();
      thread = null;
    },
  };
}

interface Keyed {
  documentId: string;
  key: string;
}

/** The user's documents that have all of their vectors. */
async function wholeDocuments(db: Db, userId: string, model: string): Promise<Set<string>> {
  const rows = await db.embeddings.where({ userId, model }).select('documentId').all();
  return new Set(rows.map(({ documentId }) => documentId));
}

/** @param ids ascending @returns -1 where it is not among them */
function positionIn(ids: readonly string[], id: string): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = ids[middle] ?? '';
    if (at === id) return middle;
    if (at < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
