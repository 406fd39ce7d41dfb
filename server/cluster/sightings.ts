/** How long a beat must not have moved before its server counts as gone. */
const deadMs = 8_000;
/** What one look may count for at most: whoever slept through more has not watched. */
const mostMs = 4_000;

/** Something that beats, as it is seen: `mark` is another whenever it has moved. */
export interface Beating<T> {
  key: string;
  mark: string;
  what: T;
}

export interface Sightings {
  /** Looks at all that beat; those that this process has not seen move for 8 s of its own time. */
  unmoved<T>(all: readonly Beating<T>[]): T[];
  /** Whether it was seen to move, and not too long ago. */
  isLive(key: string): boolean;
  /** Begins anew with all of them. */
  forget(): void;
}

/** @param now milliseconds of a clock that is never set */
export function createSightings(now: () => number = () => performance.now()): Sightings {
  let seen = new Map<string, { mark: string; stillMs: number; hasMoved: boolean }>();
  let last = now();
  return {
    unmoved: (all) => {
      const passed = Math.min(now() - last, mostMs);
      last = now();
      const before = seen;
      seen = new Map();
      return all.flatMap(({ key, mark, what }) => {
        const known = before.get(key);
        const isStill = known === undefined || known.mark === mark;
        const stillMs = known !== undefined && isStill ? known.stillMs + passed : 0;
        seen.set(key, { mark, stillMs, hasMoved: !isStill || known?.hasMoved === true });
        return stillMs >= deadMs ? [what] : [];
      });
    },
    isLive: (key) => {
      const known = seen.get(key);
      return known !== undefined && known.hasMoved && known.stillMs < deadMs;
    },
    forget: () => {
      seen.clear();
    },
  };
}
