/** Mutations that do not bear repeating after a lost reply; all others carry their own ids or are last-write-wins. */
const onceOnly: ReadonlySet<string> = new Set([
  'tokens.create',
  'classes.delete',
  'documents.delete',
  'sessions.delete',
]);

/**
 * Whether a failed call goes out again by itself. Only a lost line is worth it: a verdict would be the same again.
 *
 * @param attempts calls made so far, the first included
 */
export function shouldRetry(call: { type: string; path: string }, verdict: boolean, attempts: number): boolean {
  if (verdict) return false;
  if (call.type === 'subscription') return true;
  return attempts < 6 && !onceOnly.has(call.path);
}

/**
 * Delay before a further try, in ms: doubles up to 8 s, and half of it is chance, so that many clients do not come
 * back at once.
 */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(8_000, 250 * 2 ** Math.min(attempt, 10));
  return full / 2 + (full / 2) * random();
}
