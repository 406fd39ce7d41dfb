import type { Redis } from '#server/redis/redis.ts';
import type { EventStream } from './event-stream.ts';
import { createUserFeed, type UserFeed } from './user-feed.ts';

interface OpenFeed {
  feed: UserFeed;
  subscribed: Promise<() => void>;
  followers: number;
}

/** The feeds that are followed on this server: one per user, gone with its last follower. */
export interface UserFeeds {
  /** Who joins must leave. */
  join(userId: string): Joined;
  /** Looks at all streams again: a message may have been lost. */
  look(): void;
}

export interface Joined {
  feed: UserFeed;
  /** resolves when all up to now is read and what comes is heard, or Redis turned out to be away */
  opened: Promise<void>;
  leave(): void;
}

export function createUserFeeds(redis: Redis, streamOf: (userId: string) => EventStream): UserFeeds {
  const feeds = new Map<string, OpenFeed>();
  const open = (userId: string): OpenFeed => {
    const stream = streamOf(userId);
    const feed = createUserFeed(stream);
    const subscribed = redis.subscribe(stream.channel, () => void feed.look());
    const opening = { feed, subscribed, followers: 0 };
    feeds.set(userId, opening);
    return opening;
  };
  return {
    join: (userId) => {
      const joined = feeds.get(userId) ?? open(userId);
      joined.followers += 1;
      return {
        feed: joined.feed,
        opened: joined.subscribed.then(() => joined.feed.look()),
        leave: () => {
          joined.followers -= 1;
          if (joined.followers > 0) return;
          feeds.delete(userId);
          void joined.subscribed.then((unsubscribe) => unsubscribe());
        },
      };
    },
    look: () => {
      for (const { feed } of feeds.values()) void feed.look();
    },
  };
}
