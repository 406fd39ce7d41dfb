/** Memory that several caches share. */
export interface CacheBudget {
  /**
   * Counts something that a cache keeps from now on; what was used least recently gives way to it, of whatever cache.
   *
   * @param drop called where it has to give way itself
   */
  keep(key: string, bytes: number, drop: () => void): void;
  /** Says that it is used now. */
  touch(key: string): void;
  /** No longer counts what is gone without having had to give way. */
  forget(key: string): void;
}

/** @param maxBytes of everything kept; one thing alone may be larger */
export function createCacheBudget(maxBytes: number): CacheBudget {
  const kept = new Map<string, { bytes: number; drop: () => void }>();
  let total = 0;
  return {
    keep: (key, bytes, drop) => {
      total += bytes - (kept.get(key)?.bytes ?? 0);
      kept.delete(key);
      kept.set(key, { bytes, drop });
      for (const [oldest, item] of kept) {
        if (total <= maxBytes || oldest === key) break;
        kept.delete(oldest);
        total -= item.bytes;
        item.drop();
      }
    },
    touch: (key) => {
      const item = kept.get(key);
      if (item === undefined) return;
      kept.delete(key);
      kept.set(key, item);
    },
    forget: (key) => {
      total -= kept.get(key)?.bytes ?? 0;
      kept.delete(key);
    },
  };
}
