import { setImmediate } from 'node:timers/promises';
import { newId } from '#shared/ids.ts';
import type { UserEvent } from '#shared/user-event.ts';
import type { Log } from '#server/observe/log.ts';
import { type Redis, RedisAwayError } from '#server/redis/redis.ts';
import { type EventStreamTimes, openEventStream } from './event-stream.ts';
import type { Cursor, UserFeed } from './user-feed.ts';
import { createUserFeeds } from './user-feeds.ts';
import type { UserEventEntry, UserEvents } from './user-events.ts';

export interface RedisUserEventsTimes extends EventStreamTimes {
  /** milliseconds between two looks at what a lost message may have hidden */
  lookMs: number;
}

const reset: UserEvent = { type: 'reset' };
const defaultTimes: RedisUserEventsTimes = { keptMs: 600_000, lookMs: 5_000 };
/** Nobody who publishes waits longer for a Redis that does not answer. */
const publishMs = 500;
/** Entries in a row, without a wait, after which others get their turn. */
const fairAfter = 32;

/**
 * User events that several servers share: the last 500 of 10 minutes per user. What could not be published because Redis
 * was away is made up for by a `reset` when it is back.
 */
export function createRedisUserEvents(
  redis: Redis,
  log: Log,
  times: RedisUserEventsTimes = defaultTimes,
): UserEvents & { close(): void } {
  /** ids that this server gives while Redis is away */
  const localEpoch = newId();
  const missed = new Set<string>();
  const streamOf = (userId: string) => openEventStream(redis, userId, times);
  const feeds = createUserFeeds(redis, streamOf);

  const add = async (userId: string, event: UserEvent) => {
    try {
      await streamOf(userId).add(event);
    } catch (error) {
      missed.add(userId);
      if (!(error instanceof RedisAwayError)) log.error({ err: error }, 'an event could not be published');
    }
  };
  const lookAgain = () => {
    if (redis.isAway) return;
    const resets = [...missed];
    missed.clear();
    for (const userId of resets) void add(userId, reset);
    feeds.look();
  };
  const looking = setInterval(lookAgain, times.lookMs).unref();
  const forgetBack = redis.onBack(lookAgain);

  async function* follow(userId: string, lastEventId: string | undefined, signal: AbortSignal) {
    const joined = feeds.join(userId);
    const { feed } = joined;
    const cursor: Cursor = { epoch: localEpoch, n: 0 };
    const ear = feed.changed.ear(signal);
    feed.cursors.add(cursor);
    const moveTo = (epoch: string, n: number, event: UserEvent): UserEventEntry => {
      Object.assign(cursor, { epoch, n });
      return { id: `${epoch}-${n}`, event };
    };
    try {
      await joined.opened;
      if (!(await resume(feed, cursor, lastEventId)))
        yield moveTo(feed.head?.epoch ?? localEpoch, feed.head?.last ?? 0, reset);
      let inRow = 0;
      while (!signal.aborted) {
        const fresh = feed.head === null ? [] : feed.after(cursor);
        if (fresh === null && feed.head !== null) yield moveTo(feed.head.epoch, feed.head.last, reset);
        for (const { n, event } of fresh ?? []) {
          yield moveTo(cursor.epoch, n, event);
          inRow += 1;
          if (inRow % fairAfter === 0) await setImmediate();
        }
        feed.trim();
        if (fresh?.length === 0) await ear.heard();
      }
    } finally {
      ear.remove();
      feed.cursors.delete(cursor);
      joined.leave();
    }
  }

  return {
    publish: (userId, event) =>
      new Promise((resolve) => {
        const tooLong = setTimeout(resolve, publishMs);
        void add(userId, event).then(() => {
          clearTimeout(tooLong);
          resolve();
        });
      }),
    follow,
    close: () => {
      clearInterval(looking);
      forgetBack();
    },
  };
}

/** Sets the cursor to where a watcher left; false where what it missed is no longer all there. */
async function resume(feed: UserFeed, cursor: Cursor, lastEventId: string | undefined): Promise<boolean> {
  const [, epoch, digits] = /^([0-9a-f]{24})-(\d{1,12})$/.exec(lastEventId ?? '') ?? [];
  const n = Number(digits);
  if (epoch === undefined || epoch !== feed.head?.epoch) return false;
  Object.assign(cursor, { epoch, n });
  if (feed.after(cursor) === null || n > feed.head.last) await feed.look(n);
  return epoch === feed.head.epoch && n <= feed.head.last && feed.after(cursor) !== null;
}
