import { newId } from '#shared/ids.ts';
import type { UserEvent } from '#shared/user-event.ts';
import { type Bell, createBell } from './bell.ts';
import type { UserEventEntry, UserEvents } from './user-events.ts';

interface Stream {
  /** what ids of this stream begin with: one that is made anew counts from 1 again */
  epoch: string;
  entries: { n: number; at: number; event: UserEvent }[];
  last: number;
  published: Bell;
  followers: number;
  /** forgets what is too old, in the end the stream: runs as long as there are entries, or nobody follows */
  forgetting: NodeJS.Timeout | null;
}

const keptEvents = 500;
const keptMs = 10 * 60_000;
const reset: UserEvent = { type: 'reset' };

/**
 * User events in the memory of this process: the last 500 of 10 minutes per user. Nothing is kept of a user to whom nothing
 * happened, and whom nobody followed, for so long.
 *
 * @param now milliseconds
 */
export function createMemoryUserEvents(now: () => number = Date.now): UserEvents {
  const streams = new Map<string, Stream>();
  const streamOf = (userId: string): Stream => {
    const known = streams.get(userId);
    if (known !== undefined) return known;
    const stream: Stream = {
      epoch: newId(),
      entries: [],
      last: 0,
      published: createBell(),
      followers: 0,
      forgetting: null,
    };
    streams.set(userId, stream);
    return stream;
  };
  const expire = (stream: Stream) => {
    const oldest = now() - keptMs;
    const kept = stream.entries.findIndex((entry) => entry.at >= oldest);
    const expired = kept === -1 ? stream.entries.length : kept;
    stream.entries.splice(0, Math.max(expired, stream.entries.length - keptEvents));
  };
  const forgetLater = (userId: string, stream: Stream) => {
    stream.forgetting ??= setTimeout(() => {
      stream.forgetting = null;
      expire(stream);
      if (stream.entries.length > 0) forgetLater(userId, stream);
      else if (stream.followers === 0) streams.delete(userId);
    }, keptMs).unref();
  };

  async function* follow(userId: string, lastEventId: string | undefined, signal: AbortSignal) {
    const stream = streamOf(userId);
    const entry = (n: number, event: UserEvent): UserEventEntry => ({ id: `${stream.epoch}-${n}`, event });
    stream.followers += 1;
    expire(stream);
    const resumed = resumePosition(stream, lastEventId);
    let position = resumed ?? stream.last;
    const ear = stream.published.ear(signal);
    try {
      if (resumed === null) yield entry(position, reset);
      while (!signal.aborted) {
        const after = position;
        if ((stream.entries[0]?.n ?? 0) > after + 1) {
          position = stream.last;
          yield entry(position, reset);
          continue;
        }
        const fresh = stream.entries.filter(({ n }) => n > after);
        for (const { n, event } of fresh) {
          position = n;
          yield entry(n, event);
        }
        if (fresh.length === 0) await ear.heard();
      }
    } finally {
      ear.remove();
      stream.followers -= 1;
      if (stream.followers === 0) forgetLater(userId, stream);
    }
  }

  return {
    publish: async (userId, event) => {
      const stream = streamOf(userId);
      stream.last += 1;
      stream.entries.push({ n: stream.last, at: now(), event });
      expire(stream);
      forgetLater(userId, stream);
      stream.published.ring();
    },
    follow,
  };
}

/** Where a watcher goes on, or null where what it missed is no longer all there. */
function resumePosition(stream: Stream, lastEventId: string | undefined): number | null {
  const [, lastEpoch, digits] = /^([0-9a-f]{24})-(\d{1,12})$/.exec(lastEventId ?? '') ?? [];
  if (lastEpoch !== stream.epoch || digits === undefined) return null;
  const n = Number(digits);
  const oldest = stream.entries[0]?.n ?? stream.last + 1;
  return n >= oldest - 1 && n <= stream.last ? n : null;
}
