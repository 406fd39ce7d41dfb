/**
 * Aborts a request when its caller does, or when nothing has come for too long while it was waited for. Disposing it
 * aborts `signal`, so that whatever is still open upstream is closed.
 */
export class Watchdog implements Disposable {
  readonly #parent: AbortSignal;
  readonly #controller = new AbortController();
  readonly #abort = (): void => this.#controller.abort(this.#parent.reason);
  #timedOut = false;
  #waiting = false;
  #waits = 0;
  #timer: NodeJS.Timeout | undefined;
  #timerMs = 0;

  constructor(parent: AbortSignal) {
    this.#parent = parent;
    if (parent.aborted) this.#abort();
    else parent.addEventListener('abort', this.#abort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** true once it was silence that aborted */
  get timedOut(): boolean {
    return this.#timedOut;
  }

  /**
   * Waits for `promise`; after `ms` without it, `signal` is aborted. Where this process stood still that long, what came
   * meanwhile is read first.
   */
  async wait<T>(promise: Promise<T>, ms: number): Promise<T> {
    this.#waiting = true;
    this.#waits += 1;
    this.#arm(ms);
    try {
      return await promise;
    } finally {
      this.#waiting = false;
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#parent.removeEventListener('abort', this.#abort);
    this.#controller.abort(new Error('done'));
  }

  #giveUp(): void {
    this.#timedOut = true;
    this.#controller.abort(new Error('nothing came'));
  }

  #arm(ms: number): void {
    if (this.#timer && this.#timerMs === ms) {
      this.#timer.refresh();
      return;
    }
    clearTimeout(this.#timer);
    this.#timerMs = ms;
    this.#timer = setTimeout(() => {
      const waits = this.#waits;
      setImmediate(() => {
        if (this.#waiting && this.#waits === waits) this.#giveUp();
      });
    }, ms);
  }
}
