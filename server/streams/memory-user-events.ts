import { newId } from '#shared/ids.ts';
import type { UserEvent } from '#shared/user-event.ts';
import { type Bell, createBell } from './bell.ts';
import { keptEvents } from './kept-events.ts';
import type { UserEventEntry, UserEvents } from './user-events.ts';

interface Stream {
  /** what ids of this stream begin with: one that is made anew counts from 1 again */
  epoch: string;
  entries: { n: number; at: number; bytes: number; event: UserEvent }[];
  /** of all entries */
  bytes: number;
  last: number;
  published: Bell;
  followers: number;
  /** forgets what is too old, in the end the stream: runs as long as there are entries, or nobody follows */
  forgetting: NodeJS.Timeout | null;
}

const reset: UserEvent = { type: 'reset' };

/**
 * User events in the memory of this process: the last ones of each user, as many as `keptEvents` says. Nothing is kept of a user to whom nothing
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
      bytes: 0,
      last: 0,
      published: createBell(),
      followers: 0,
      forgetting: null,
    };
    streams.set(userId, stream);
    return stream;
  };
  const expire = (stream: Stream) => {
    const { entries } = stream;
    const oldest = now() - keptEvents.ms;
    const isOver = (left: number, bytes: number) => left > 1 && (left > keptEvents.count || bytes > keptEvents.bytes);
    let gone = 0;
    for (const { at, bytes } of entries) {
      if (at >= oldest && !isOver(entries.length - gone, stream.bytes)) break;
      stream.bytes -= bytes;
      gone += 1;
    }
    entries.splice(0, gone);
  };
  const forgetLater = (userId: string, stream: Stream) => {
    stream.forgetting ??= setTimeout(() => {
      stream.forgetting = null;
      expire(stream);
      if (stream.entries.length > 0) forgetLater(userId, stream);
      else if (stream.followers === 0) streams.delete(userId);
    }, keptEvents.ms).unref();
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
      const bytes = JSON.stringify(event).length;
      stream.entries.push({ n: stream.last, at: now(), bytes, event });
      stream.bytes += bytes;
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
