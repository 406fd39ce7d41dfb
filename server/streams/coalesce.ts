/**
 * Joins a run's text so that it goes out in few pieces: the first at once, then what gathers within a window as one.
 * Times are milliseconds of one clock that does not go back.
 */
export class Coalescer {
  readonly #windowMs: () => number;
  #waiting = '';
  #lastOut: number | null = null;

  /**
   * @param windowMs the least time between two pieces; Infinity keeps everything, the first piece too, until it is taken
   */
  constructor(windowMs: () => number) {
    this.#windowMs = windowMs;
  }

  /** false until something has gone out */
  get hasBegun(): boolean {
    return this.#lastOut !== null;
  }

  /** @returns the text that goes out now; '' where it waits */
  push(text: string, now: number): string {
    const isLate = now - (this.#lastOut ?? -Number.MAX_VALUE) >= this.#windowMs();
    // what waits already goes out with the others at the end of its window
    if (!isLate || this.#waiting !== '') {
      this.#waiting += text;
      return '';
    }
    this.#waiting = text;
    return this.take(now);
  }

  /** Takes what waits; '' where nothing does. */
  take(now: number): string {
    const text = this.#waiting;
    this.#waiting = '';
    if (text !== '') this.#lastOut = now;
    return text;
  }
}
