/**
 * Waits for a generator's steps, but no longer than until `signal` is aborted: a stop never waits for what it stops.
 * One listener for all steps; a run has thousands of them.
 *
 * @returns the next step; rejects with an AbortError
 */
export function stepsUntilAborted<T, R>(
  source: AsyncGenerator<T, R>,
  signal: AbortSignal,
): () => Promise<IteratorResult<T, R>> {
  const aborted = () => new DOMException('the run was ended', 'AbortError');
  let leave: ((reason: unknown) => void) | null = null;
  signal.addEventListener('abort', () => leave?.(aborted()), { once: true });
  return () =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(aborted());
      leave = reject;
      source.next().then(resolve, reject);
    });
}
