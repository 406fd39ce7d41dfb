import type { RunFeeds } from './run-feeds.ts';

/** Which runs have ended, of those that somebody has asked about. */
export class EndedRuns {
  readonly #feeds: RunFeeds;
  readonly #onEnd: () => void;
  readonly #ended = new Set<string>();
  readonly #followed = new Map<string, () => void>();

  constructor(feeds: RunFeeds, onEnd: () => void) {
    this.#feeds = feeds;
    this.#onEnd = onEnd;
  }

  /** Whether it has; else `onEnd` is called once it has, or once nothing more can be learned of it. */
  has(runId: string): boolean {
    if (this.#ended.has(runId)) return true;
    if (!this.#followed.has(runId))
      this.#followed.set(
        runId,
        this.#feeds.listen(runId, () => this.#look(runId)),
      );
    return false;
  }

  /** Follows none any more. */
  forget(): void {
    for (const leave of this.#followed.values()) leave();
    this.#followed.clear();
  }

  #look(runId: string): void {
    const { end, lost } = this.#feeds.read(runId);
    if (end === null && lost === null) return;
    this.#ended.add(runId);
    this.#followed.get(runId)?.();
    this.#followed.delete(runId);
    this.#onEnd();
  }
}
