/** How long work that failed is left alone, in ms: `first`, then twice as long each time, `longest` at most. */
export const retryWait = (attempts: number, first: number, longest: number): number =>
  Math.min(longest, first * 2 ** Math.min(Math.max(0, attempts - 1), 30));
