import type { RunList } from './run-list.ts';
import { RunRecord } from './run-record.ts';

/** A copy of a run's record that another server writes. */
export interface RunMirror {
  readonly record: RunRecord;
  /** Reads what is new; calls that overlap are one. Resolves with whether there was a list, rejects where Redis is away. */
  look(): Promise<boolean>;
}

export function createRunMirror(list: RunList): RunMirror {
  const record = new RunRecord();
  let generation = '';
  let read = 1;
  let looking: Promise<boolean> | null = null;
  let hasMore = false;

  const readOnce = async (): Promise<boolean> => {
    const found = await list.read(generation, read);
    if (found === null) return false;
    if (found.generation !== generation) read = 1;
    generation = found.generation;
    read += found.entries.length;
    for (const entry of found.entries) record.absorb(entry);
    return true;
  };
  const readAll = async (): Promise<boolean> => {
    try {
      let isThere;
      do {
        hasMore = false;
        isThere = await readOnce();
      } while (hasMore && !record.isClosed);
      return isThere;
    } finally {
      looking = null;
    }
  };
  return {
    record,
    look: () => {
      hasMore = true;
      looking ??= readAll();
      return looking;
    },
  };
}
