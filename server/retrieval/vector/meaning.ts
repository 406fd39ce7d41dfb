import { textToEmbed } from '#server/library/embed-text.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import { timeLimit } from '#server/models/time-limit.ts';
import type { Log } from '#server/observe/log.ts';
import type { StoredPassage } from '../read-passages.ts';
import { isNear, nearness, type Scale } from './scale.ts';
import type { TextVectors } from './text-vectors.ts';
import type { PassagePlace, VectorSearch } from './vector-search.ts';

/** A passage that is near enough to count: 1 is as near as one that answers, as a rule. */
export interface NearHit extends PassagePlace {
  nearness: number;
}

export interface MeaningQuery {
  userId: string;
  documentIds: readonly string[];
  query: string;
  count: number;
  signal: AbortSignal;
}

/** Search by what texts mean. */
export interface Meaning {
  /**
   * The passages nearest to a query that are above the floor; null, with a line in the log, where that cannot be told
   * now or not in time: the words have to do then.
   *
   * @throws an AbortError where `signal` was aborted
   */
  near(query: MeaningQuery): Promise<NearHit[] | null>;
  /**
   * How much two of these passages say the same, 0..1, by their places in the list. Vectors that are missing are made
   * now; null where they cannot be had within a while.
   */
  likeness(
    userId: string,
    passages: readonly StoredPassage[],
    signal: AbortSignal,
  ): Promise<((one: number, other: number) => number) | null>;
  close(): Promise<void>;
}

interface MeaningDeps {
  search: VectorSearch;
  texts: TextVectors;
  scale: (signal: AbortSignal) => Promise<Scale>;
  log: Log;
  /** a search does not wait longer for the vectors */
  waitMs?: number;
}

/** What a search gave up waiting for may still be finished within this, for the next one. */
const givenUpMs = 15_000;
const longestQuery = 2_000;
/** More vectors are not made for the sake of an order. */
const mostMissing = 64;
const likenessMs = 3_000;

export function createMeaning({ search, texts, scale, log, waitMs = 2_500 }: MeaningDeps): Meaning {
  const scaleInTime = async (): Promise<Scale> => {
    using limit = timeLimit(givenUpMs);
    return await scale(limit.signal);
  };

  const find = async ({ userId, documentIds, query, count, signal }: MeaningQuery): Promise<NearHit[]> => {
    using limit = timeLimit(givenUpMs, signal);
    const [measure, [vector]] = await Promise.all([
      scaleInTime(),
      texts.of(userId, [query.slice(0, longestQuery)], limit.signal),
    ]);
    if (vector === undefined) return [];
    const found = await search.nearest(userId, documentIds, vector, count, limit.signal);
    return found
      .filter((passage) => isNear(measure, passage.cosine))
      .map(({ documentId, passageId, cosine: of }) => ({ documentId, passageId, nearness: nearness(measure, of) }));
  };

  return {
    near: async (query) => {
      using limit = timeLimit(waitMs, query.signal);
      try {
        return await inTime(find(query), limit.signal);
      } catch (error) {
        throwIfAborted(query.signal);
        log.warn({ err: error }, 'a question was searched by its words alone: vectors could not be had in time');
        return null;
      }
    },
    likeness: async (userId, passages, signal) => {
      using limit = timeLimit(likenessMs, signal);
      try {
        const cosines = await search.compare(
          userId,
          passages.map(({ passage }) => passage),
          async (lacking) => {
            if (lacking.length > mostMissing) throw new Error('too many passages have no vectors yet');
            const missing = lacking.flatMap((at) => passages[at] ?? []);
            return texts.of(
              userId,
              missing.map(({ heading, passage }) => textToEmbed({ heading, text: passage.text })),
              limit.signal,
            );
          },
        );
        const { unrelated } = await scale(limit.signal);
        return (one, other) => {
          const found = cosines[one * passages.length + other] ?? 0;
          return Math.max(0, Math.min(1, (found - unrelated) / (1 - unrelated)));
        };
      } catch {
        throwIfAborted(signal);
        return null;
      }
    },
    close: () => search.close(),
  };
}

/** What `work` gives, unless the signal is aborted before; the work goes on, and what it throws later is nobody's. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
