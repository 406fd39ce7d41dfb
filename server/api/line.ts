import type { Writable } from 'node:stream';
import { setImmediate as afterEvents } from 'node:timers/promises';

/** The connection over which a call came, as far as calls need to know it. */
export interface Line {
  /**
   * Resolves when the other side takes more. Who waits goes on in the order of coming, one at a time: each sends before
   * the next looks. Resolves also when `signal` is aborted or the line is closed.
   */
  writable(signal?: AbortSignal): Promise<void>;
  /** The same for a call whose reply is still to be made: few at once, so that what they send is seen by the others. */
  turn(): Promise<void>;
  /** Looks again whether whoever opened the line may still use it. */
  holds(): Promise<boolean>;
  /** aborted once they may not any more */
  readonly revoked: AbortSignal;
}

/** A line that carries one request, whose user was looked up for it. */
export const singleCall: Line = {
  writable: async () => {},
  turn: async () => {},
  holds: async () => true,
  revoked: new AbortController().signal,
};

export interface LineLimits {
  /** how long the other side may take nothing while something waits for it, in milliseconds */
  patienceMs: number;
  /** bytes that may wait to be sent */
  bufferedBytes: number;
  /** calls and subscriptions that may wait for the other side to take more */
  waiting: number;
}

export const lineLimits: LineLimits = { patienceMs: 30_000, bufferedBytes: 8_000_000, waiting: 200 };

/** How many calls go on in one turn of the event loop. */
const perTurn = 4;

export interface Flow extends Pick<Line, 'writable' | 'turn'> {
  /** Looks at what waits to be sent; called whenever something is sent or comes in. */
  look(): void;
}

/**
 * Watches over what waits to be sent on a socket. The other side is slow as long as the socket asks its writers to wait
 * (`writableNeedDrain`, at 64 KB); a side that stays so for `patienceMs`, or lets too much pile up, is given up.
 *
 * @param giveUp cuts the connection
 */
export function watchFlow(socket: Writable, limits: LineLimits, giveUp: () => void): Flow {
  const waiting = new Set<() => void>();
  let patience: NodeJS.Timeout | null = null;

  const next = () => {
    if (socket.writableNeedDrain) return look();
    const [first] = waiting;
    if (first === undefined) return;
    first();
    // what it sends is there by then: it runs in microtasks
    if (waiting.size > 0) setImmediate(next);
  };
  const drained = () => {
    if (patience !== null) clearTimeout(patience);
    patience = null;
    next();
  };
  const look = () => {
    if (socket.destroyed) return;
    if (socket.writableLength > limits.bufferedBytes || waiting.size > limits.waiting) return giveUp();
    if (patience !== null || !socket.writableNeedDrain) return;
    patience = setTimeout(giveUp, limits.patienceMs).unref();
    socket.once('drain', drained);
  };
  socket.once('close', () => {
    if (patience !== null) clearTimeout(patience);
    for (const go of waiting) go();
  });

  const writable = (signal?: AbortSignal): Promise<void> => {
    if (socket.destroyed || signal?.aborted === true) return Promise.resolve();
    if (!socket.writableNeedDrain && waiting.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const go = () => {
        waiting.delete(go);
        signal?.removeEventListener('abort', go);
        resolve();
      };
      waiting.add(go);
      signal?.addEventListener('abort', go);
      look();
    });
  };

  let gone = 0;
  let turnEnd = Promise.resolve();
  const turn = async (): Promise<void> => {
    if (gone === perTurn) {
      await turnEnd;
      return turn();
    }
    if (gone === 0)
      turnEnd = afterEvents().then(() => {
        gone = 0;
      });
    gone += 1;
    await writable();
  };

  return { look, writable, turn };
}
