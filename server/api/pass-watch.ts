import { setImmediate as afterEvents } from 'node:timers/promises';
import type { Pass } from '#server/accounts/passes.ts';
import type { Log } from '#server/observe/log.ts';

/** A pass with what is to happen when it holds no longer. */
export interface WatchedPass extends Pass {
  revoke(): void;
}

export interface PassWatch {
  /** @returns leaves it again */
  add(pass: WatchedPass): () => void;
}

interface PassWatchDeps {
  ended: (passes: readonly WatchedPass[]) => Promise<WatchedPass[]>;
  log: Log;
  /** between two looks, in milliseconds; a look takes well below 2 s, so that a subscription ends within 5 s */
  everyMs: number;
}

/** so few that the embedded database does not hold the event loop for more than some milliseconds */
const passesPerLook = 100;

/** Looks at the passes of all open connections together, again and again as long as there are any. */
export function createPassWatch({ ended, log, everyMs }: PassWatchDeps): PassWatch {
  const passes = new Set<WatchedPass>();
  let timer: NodeJS.Timeout | null = null;

  const schedule = () => {
    if (timer !== null || passes.size === 0) return;
    timer = setTimeout(() => void look().finally(schedule), everyMs).unref();
  };
  const look = async () => {
    const all = [...passes];
    try {
      for (let from = 0; from < all.length; from += passesPerLook) {
        for (const pass of await ended(all.slice(from, from + passesPerLook))) pass.revoke();
        await afterEvents();
      }
    } catch (error) {
      // while the database is away no call gets in either
      log.warn({ err: error }, 'it could not be seen whether sessions have ended; looking again');
    }
    timer = null;
  };

  return {
    add: (pass) => {
      passes.add(pass);
      schedule();
      return () => {
        passes.delete(pass);
        if (passes.size > 0 || timer === null) return;
        clearTimeout(timer);
        timer = null;
      };
    },
  };
}
