import type { RunKey } from './run-log.ts';

/** Carries a stop to the server that runs what is to be stopped. A signal may be lost; the turn's own mark is not. */
export interface StopSignals {
  /** Never rejects. */
  send(key: RunKey): Promise<void>;
  /** Told of every stop, also of those that this server sent and of runs that are not its own. */
  onStop(listener: (key: RunKey) => void): () => void;
}
