/**
 * Joins a run's text so that it goes out in few pieces: the first at once, then what gathers within a window as one.
 * Times are milliseconds of one clock that does not go back.
 */
export interface Coalescer {
  /** @returns the text that goes out now; '' where it waits */
  push(text: string, now: number): string;
  /** Takes what waits; '' where nothing does. */
  take(now: number): string;
  /** false until something has gone out */
  readonly hasBegun: boolean;
}

/**
 * @param windowMs the least time between two pieces; Infinity keeps everything, the first piece too, until it is taken
 */
export function createCoalescer(windowMs: () => number): Coalescer {
  let waiting = '';
  let lastOut: number | null = null;

  const take = (now: number): string => {
    const text = waiting;
    waiting = '';
    if (text !== '') lastOut = now;
    return text;
  };

  return {
    push: (text, now) => {
      const isLate = now - (lastOut ?? -Number.MAX_VALUE) >= windowMs();
      // what waits already goes out with the others at the end of its window
      if (!isLate || waiting !== '') {
        waiting += text;
        return '';
      }
      waiting = text;
      return take(now);
    },
    take,
    get hasBegun() {
      return lastOut !== null;
    },
  };
}
