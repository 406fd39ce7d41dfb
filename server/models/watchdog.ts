/** Aborts a request when its caller does, or when nothing has come for too long while it was waited for. */
export interface Watchdog extends Disposable {
  readonly signal: AbortSignal;
  /** true once it was silence that aborted */
  readonly timedOut: boolean;
  /** Waits for `promise`; after `ms` without it, `signal` is aborted. */
  wait<T>(promise: Promise<T>, ms: number): Promise<T>;
}

/** Disposing it aborts `signal`, so that whatever is still open upstream is closed. */
export function createWatchdog(parent: AbortSignal): Watchdog {
  const controller = new AbortController();
  const abort = (): void => controller.abort(parent.reason);
  let timedOut = false;
  let waiting = false;
  let timer: NodeJS.Timeout | undefined;
  let timerMs = 0;
  if (parent.aborted) abort();
  else parent.addEventListener('abort', abort, { once: true });

  function arm(ms: number): void {
    if (timer && timerMs === ms) {
      timer.refresh();
      return;
    }
    clearTimeout(timer);
    timerMs = ms;
    timer = setTimeout(() => {
      if (!waiting) return;
      timedOut = true;
      controller.abort(new Error(`nothing came for ${ms} ms`));
    }, ms);
  }

  return {
    signal: controller.signal,
    get timedOut() {
      return timedOut;
    },
    async wait(promise, ms) {
      waiting = true;
      arm(ms);
      try {
        return await promise;
      } finally {
        waiting = false;
      }
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      parent.removeEventListener('abort', abort);
      controller.abort(new Error('done'));
    },
  };
}
