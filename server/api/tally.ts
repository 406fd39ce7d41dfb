/** Counts what is open per key. */
export interface Tally {
  /** @returns gives the place back, once; null where `limit` are open */
  take(key: string): (() => void) | null;
}

export function createTally(limit: number): Tally {
  const open = new Map<string, number>();
  return {
    take: (key) => {
      const count = open.get(key) ?? 0;
      if (count >= limit) return null;
      open.set(key, count + 1);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        const left = (open.get(key) ?? 1) - 1;
        if (left === 0) open.delete(key);
        else open.set(key, left);
      };
    },
  };
}
