/** Wakes everyone who waits for the next thing to happen. */
export interface Bell {
  ring(): void;
  /** Somebody who will wait again and again, until `signal` is aborted; `remove` it when it is done. */
  ear(signal: AbortSignal): Ear;
}

export interface Ear {
  /** Resolves at the next ring, or when the signal is aborted. One wait at a time. */
  heard(): Promise<void>;
  remove(): void;
}

export function createBell(): Bell {
  const ears = new Set<() => void>();
  return {
    ring: () => {
      for (const wake of ears) wake();
    },
    ear: (signal) => {
      let resolve: (() => void) | null = null;
      const wake = () => {
        resolve?.();
        resolve = null;
      };
      ears.add(wake);
      signal.addEventListener('abort', wake);
      return {
        heard: () =>
          signal.aborted
            ? Promise.resolve()
            : new Promise((done) => {
                resolve = done;
              }),
        remove: () => {
          ears.delete(wake);
          signal.removeEventListener('abort', wake);
        },
      };
    },
  };
}
