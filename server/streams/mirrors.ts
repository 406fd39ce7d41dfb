import type { Redis } from '#server/redis/redis.ts';
import { followRecord } from './follow-record.ts';
import type { RunList } from './run-list.ts';
import type { LogEntry } from './run-log.ts';
import { createRunMirror, type RunMirror } from './run-mirror.ts';

interface SharedMirror extends RunMirror {
  followers: number;
  close(): void;
}

/** The copies of other servers' logs that are followed here: one per run, gone with its last follower. */
export interface Mirrors {
  /** @returns null where there is no list, or Redis is away */
  follow(list: RunList, lastEventId: string | undefined, signal: AbortSignal): Promise<AsyncGenerator<LogEntry> | null>;
  /** Looks at all lists again: a message may have been lost. */
  look(): void;
  close(): void;
}

/** A copy that nobody has begun to read after so many milliseconds is given up. */
const unclaimedMs = 5_000;

export function createMirrors(redis: Redis): Mirrors {
  const open = new Map<string, SharedMirror>();
  const opening = new Map<string, Promise<SharedMirror | null>>();

  const lookAt = (mirror: RunMirror) => void mirror.look().catch(() => {});
  const openMirror = async (list: RunList): Promise<SharedMirror | null> => {
    const mirror = createRunMirror(list);
    const unsubscribe = await redis.subscribe(list.name, () => lookAt(mirror));
    const isThere = await mirror.look().catch(() => false);
    if (!isThere) {
      unsubscribe();
      return null;
    }
    const shared: SharedMirror = {
      ...mirror,
      followers: 0,
      close: () => {
        if (open.get(list.name) === shared) open.delete(list.name);
        clearTimeout(unclaimed);
        unsubscribe();
        mirror.record.abandon();
      },
    };
    const unclaimed = setTimeout(() => shared.followers === 0 && shared.close(), unclaimedMs).unref();
    open.set(list.name, shared);
    return shared;
  };
  const mirrorOf = async (list: RunList): Promise<SharedMirror | null> => {
    const known = open.get(list.name);
    if (known !== undefined) return known;
    const pending = opening.get(list.name) ?? openMirror(list).finally(() => opening.delete(list.name));
    opening.set(list.name, pending);
    return pending;
  };

  async function* followMirror(mirror: SharedMirror, lastEventId: string | undefined, signal: AbortSignal) {
    mirror.followers += 1;
    try {
      yield* followRecord(mirror.record, lastEventId, signal, true);
    } finally {
      mirror.followers -= 1;
      if (mirror.followers === 0) mirror.close();
    }
  }

  return {
    follow: async (list, lastEventId, signal) => {
      const mirror = await mirrorOf(list);
      return mirror === null ? null : followMirror(mirror, lastEventId, signal);
    },
    look: () => {
      for (const mirror of open.values()) if (!mirror.record.isClosed) lookAt(mirror);
    },
    close: () => {
      for (const mirror of open.values()) mirror.close();
    },
  };
}
