/** Wakes everyone who waits for the next thing to happen. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, or when `signal` is aborted. */
  heard(signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  return {
    ring: () => {
      const woken = [...waiting];
      for (const wake of woken) wake();
    },
    heard: (signal) =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        if (signal.aborted) return resolve();
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      }),
  };
}
