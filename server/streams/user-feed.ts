import { type Bell, createBell } from './bell.ts';
import type { EventStream, NumberedEvent, StreamHead } from './event-stream.ts';
import { keptEvents } from './kept-events.ts';

/** How far a follower has read. */
export interface Cursor {
  epoch: string;
  n: number;
}

/** What one server reads of a user's stream, once for all of the user's tabs there. */
export interface UserFeed {
  /** null until Redis has answered */
  readonly head: StreamHead | null;
  readonly changed: Bell;
  /**
   * Reads what is new, or everything after `backTo`; calls that overlap are one. Never rejects: while Redis is away nothing
   * changes.
   */
  look(backTo?: number): Promise<void>;
  /** What comes after a cursor; null where not all of it is here. */
  after(cursor: Cursor): NumberedEvent[] | null;
  /** Followers' cursors: what all of them have read is forgotten. */
  readonly cursors: Set<Cursor>;
  trim(): void;
}

export function createUserFeed(stream: EventStream): UserFeed {
  const changed = createBell();
  const cursors = new Set<Cursor>();
  let head: StreamHead | null = null;
  let entries: NumberedEvent[] = [];
  let looking: Promise<void> | null = null;
  let hasMore = false;
  let back = Infinity;

  const firstKept = () => entries[0]?.n ?? (head?.last ?? 0) + 1;

  const readOnce = async () => {
    const known = head ?? { epoch: '', last: 0 };
    // who came back a moment ago may have had more read already
    const isBack = back < firstKept() - 1;
    const from = isBack ? back : known.last;
    back = Infinity;
    const fresh = await stream.read(known.epoch, from);
    const isNext = fresh.head.epoch === known.epoch && isContiguous(from, fresh.entries, fresh.head.last);
    // that far back it is not kept any more: what is here stays
    if (isBack && !isNext && fresh.head.epoch === known.epoch) return void (hasMore = true);
    const before = isNext && !isBack ? entries : [];
    entries = isNext ? [...before, ...fresh.entries].slice(-keptEvents.count) : [];
    head = fresh.head;
    changed.ring();
  };
  const readAll = async () => {
    try {
      while (hasMore) {
        hasMore = false;
        await readOnce();
      }
    } catch {
      // Redis is away; who looks next reads it
    } finally {
      looking = null;
    }
  };
  return {
    get head() {
      return head;
    },
    changed,
    cursors,
    look: (backTo = Infinity) => {
      hasMore = true;
      back = Math.min(back, backTo);
      looking ??= readAll();
      return looking;
    },
    after: ({ epoch, n }) =>
      // a Redis that came back older knows less than its followers
      epoch === head?.epoch && n >= firstKept() - 1 && n <= head.last ? entries.filter((entry) => entry.n > n) : null,
    trim: () => {
      const read = Math.min(...[...cursors].map(({ epoch, n }) => (epoch === head?.epoch ? n : Infinity)));
      const unread = entries.findIndex(({ n }) => n > read);
      entries.splice(0, unread === -1 ? entries.length : unread);
    },
  };
}

/** Whether these are all events from one number to another. */
const isContiguous = (after: number, entries: readonly NumberedEvent[], last: number): boolean =>
  entries.length === last - after && entries.every(({ n }, index) => n === after + 1 + index);
