/** Mutations that change nothing when they come again: they carry an id of their own, or the last write wins. */
const repeatable: ReadonlySet<string> = new Set([
  'sessions.rename',
  'sessions.keep',
  'sessions.delete',
  'sessions.restore',
  'turns.ask',
  'turns.askAndWait',
  'turns.retry',
  'turns.stop',
  'turns.select',
  'turns.delete',
  'turns.restore',
  'reactions.set',
  'classes.rename',
  'classes.delete',
  'classes.restore',
  'classes.addSample',
  'documents.rename',
  'documents.move',
  'documents.retry',
  'documents.delete',
  'documents.restore',
  'tokens.revoke',
]);

/** Mutations that make something new unless they are given its id. */
const repeatableWith: ReadonlyMap<string, string> = new Map([
  ['sessions.create', 'sessionId'],
  ['classes.create', 'classId'],
]);

const triesOfACall = 6;

/**
 * Whether a failed call goes out again by itself. Only a lost line is worth it: a verdict would be the same again. A
 * mutation whose reply was lost may have been carried out, so it goes out again only where that changes nothing.
 *
 * @param verdict  whether the server answered
 * @param attempts calls made so far, the first included
 */
export function shouldRetry(
  call: { type: string; path: string; input?: unknown },
  verdict: boolean,
  attempts: number,
): boolean {
  if (verdict) return false;
  if (call.type === 'subscription') return true;
  return attempts < triesOfACall && (call.type === 'query' || bearsRepeating(call));
}

function bearsRepeating({ path, input }: { path: string; input?: unknown }): boolean {
  const id = repeatableWith.get(path);
  if (id === undefined) return repeatable.has(path);
  return (
    typeof input === 'object' && input !== null && Object.entries(input).some(([name, given]) => name === id && given)
  );
}

const longestMs = 10_000;

/**
 * Delay before a further try, in ms: any up to a limit that doubles from 250 ms to 10 s. Many clients that lost the line
 * at once come back spread over that time ("full jitter", Brooker 2015).
 *
 * @param attempt tries that failed before, from 0
 * @param random  0..1
 */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(longestMs, 250 * 2 ** Math.min(attempt, 10));
}

const steadyMs = 10_000;

/** When to open the line again. One that breaks as soon as it is open counts as a failed try, not as a new beginning. */
export function createReconnection(
  random: () => number = Math.random,
  now: () => number = () => performance.now(),
): { opened: () => void; delay: () => number } {
  let failed = 0;
  let openedAt: number | null = null;
  return {
    opened: () => {
      openedAt = now();
    },
    delay: () => {
      if (openedAt !== null && now() - openedAt >= steadyMs) failed = 0;
      openedAt = null;
      failed += 1;
      return retryDelay(failed - 1, random);
    },
  };
}
