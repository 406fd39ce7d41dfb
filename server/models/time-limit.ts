interface TimeLimit extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * For `using`: a signal that is aborted after a while, or with `outer`, or at the end of the block, for what is left of
 * the work. Nothing of it stays behind; AbortSignal.timeout would stay until its time, long after the work.
 */
export function timeLimit(ms: number, outer?: AbortSignal): TimeLimit {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException(`It took over ${ms} ms.`, 'TimeoutError')), ms);
  return {
    signal: outer === undefined ? limit.signal : AbortSignal.any([outer, limit.signal]),
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      limit.abort();
    },
  };
}
