/** Calls back whoever waits, by one timer for all, which sleeps while nobody waits. */
export interface Ticker {
  /** how long a tick takes now, in milliseconds */
  readonly windowMs: number;
  /** Calls `due` once, within `windowMs`; adding it again before that changes nothing. */
  add(due: () => void): void;
}

/** Longer than this nobody else waits for the callbacks of one tick. */
const sliceMs = 4;

/** @param windowMs asked at the begin of every tick; 0 calls back as soon as what has arrived by now is read */
export function createTicker(windowMs: () => number): Ticker {
  let waiting = new Set<() => void>();
  let isTicking = false;

  function start(): void {
    isTicking = true;
    const ms = windowMs();
    if (ms >= 1) setTimeout(tick, ms);
    else setImmediate(tick);
  }

  function tick(): void {
    const due = waiting;
    waiting = new Set();
    call(due);
  }

  function call(due: Set<() => void>): void {
    const began = performance.now();
    for (const one of due) {
      due.delete(one);
      one();
      if (performance.now() - began < sliceMs || due.size === 0) continue;
      setImmediate(call, due);
      return;
    }
    if (waiting.size > 0) start();
    else isTicking = false;
  }

  return {
    get windowMs() {
      return windowMs();
    },
    add: (due) => {
      waiting.add(due);
      if (!isTicking) start();
    },
  };
}
