import type { RunKey } from './run-log.ts';
import type { StopSignals } from './stop-signals.ts';

/** Stop signals within this process. */
export function createMemoryStopSignals(): StopSignals {
  const listeners = new Set<(key: RunKey) => void>();
  return {
    send: async (key) => {
      for (const listener of listeners) listener(key);
    },
    onStop: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
