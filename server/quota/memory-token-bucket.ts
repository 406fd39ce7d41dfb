import { newId } from '#shared/ids.ts';
import { tokenWindowMs, type TokenBucket } from './token-bucket.ts';

/** Counts within this process. */
export function createMemoryTokenBucket(limit: number, clock: () => Date): TokenBucket {
  let window = '';
  let openedAt = 0;
  let used = 0;

  function openAnew(): void {
    const age = clock().getTime() - openedAt;
    if (window !== '' && age >= 0 && age < tokenWindowMs) return;
    window = newId();
    openedAt = clock().getTime();
    used = 0;
  }

  return {
    limit,
    take: async (tokens) => {
      openAnew();
      if (used + tokens > limit) return null;
      used += tokens;
      return { tokens, window };
    },
    correct: async (taken, actual) => {
      if (taken.window === window) used = Math.max(0, used + actual - taken.tokens);
    },
  };
}
