/** How long a lease must not have moved before its owner counts as gone. */
export const deadMs = 8_000;
/** What one look may count for at most: whoever slept through more has not watched. */
const mostMs = 4_000;

/** A lease as it is seen: `mark` is another whenever it has moved. */
export interface Lease<T> {
  key: string;
  mark: string;
  turn: T;
}

export interface Sightings {
  /** Looks at all leases; the turns of those that this process has not seen move for 8 s of its own time. */
  unmoved<T>(leases: readonly Lease<T>[]): T[];
  /** Begins anew with all of them. */
  forget(): void;
}

/** @param now milliseconds of a clock that is never set */
export function createSightings(now: () => number = () => performance.now()): Sightings {
  let seen = new Map<string, { mark: string; stillMs: number }>();
  let last = now();
  return {
    unmoved: (leases) => {
      const passed = Math.min(now() - last, mostMs);
      last = now();
      const before = seen;
      seen = new Map();
      return leases.flatMap(({ key, mark, turn }) => {
        const known = before.get(key);
        const stillMs = known?.mark === mark ? known.stillMs + passed : 0;
        seen.set(key, { mark, stillMs });
        return stillMs >= deadMs ? [turn] : [];
      });
    },
    forget: () => {
      seen.clear();
    },
  };
}
