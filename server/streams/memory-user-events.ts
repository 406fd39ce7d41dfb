import { newId } from '#shared/ids.ts';
import type { UserEvent } from '#shared/user-event.ts';
import { type Bell, createBell } from './bell.ts';
import type { UserEventEntry, UserEvents } from './user-events.ts';

interface Stream {
  entries: { n: number; at: number; event: UserEvent }[];
  last: number;
  published: Bell;
  /** forgets what is too old; runs as long as there are entries */
  forgetting: NodeJS.Timeout | null;
}

const keptEvents = 500;
const keptMs = 10 * 60_000;
const reset: UserEvent = { type: 'reset' };

/**
 * User events in the memory of this process: the last 500 of 10 minutes per user.
 *
 * @param now milliseconds
 */
export function createMemoryUserEvents(now: () => number = Date.now): UserEvents {
  const epoch = newId();
  const streams = new Map<string, Stream>();
  const streamOf = (userId: string): Stream => {
    const known = streams.get(userId);
    if (known !== undefined) return known;
    const stream: Stream = { entries: [], last: 0, published: createBell(), forgetting: null };
    streams.set(userId, stream);
    return stream;
  };
  const expire = (stream: Stream) => {
    const oldest = now() - keptMs;
    const kept = stream.entries.findIndex((entry) => entry.at >= oldest);
    const expired = kept === -1 ? stream.entries.length : kept;
    stream.entries.splice(0, Math.max(expired, stream.entries.length - keptEvents));
  };
  const forgetLater = (stream: Stream) => {
    stream.forgetting ??= setTimeout(() => {
      stream.forgetting = null;
      expire(stream);
      if (stream.entries.length > 0) forgetLater(stream);
    }, keptMs).unref();
  };
  const entry = (n: number, event: UserEvent): UserEventEntry => ({ id: `${epoch}-${n}`, event });

  async function* follow(stream: Stream, lastEventId: string | undefined, signal: AbortSignal) {
    expire(stream);
    const resumed = resumePosition(stream, epoch, lastEventId);
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
    }
  }

  return {
    publish: async (userId, event) => {
      const stream = streamOf(userId);
      stream.last += 1;
      stream.entries.push({ n: stream.last, at: now(), event });
      expire(stream);
      forgetLater(stream);
      stream.published.ring();
    },
    follow: (userId, lastEventId, signal) => follow(streamOf(userId), lastEventId, signal),
  };
}

/** Where a watcher goes on, or null where what it missed is no longer all there. */
function resumePosition(stream: Stream, epoch: string, lastEventId: string | undefined): number | null {
  const [, lastEpoch, digits] = /^([0-9a-f]{24})-(\d{1,12})$/.exec(lastEventId ?? '') ?? [];
  if (lastEpoch !== epoch || digits === undefined) return null;
  const n = Number(digits);
  const oldest = stream.entries[0]?.n ?? stream.last + 1;
  return n >= oldest - 1 && n <= stream.last ? n : null;
}
