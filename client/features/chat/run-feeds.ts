import type { AppError } from '#shared/errors.ts';
import type { RunEvent, TerminalEvent } from '#shared/run-event.ts';
import { applyRunEvent, type LiveRun, newLiveRun } from './live-run.ts';

/** Starts watching a run after an event id; returns how to stop. */
export type Watch = (
  runId: string,
  lastEventId: string | null,
  on: { event: (id: string, event: RunEvent) => void; lost: (error: AppError) => void },
) => () => void;

interface Feed {
  run: LiveRun;
  /** what components have been shown; follows `run` once a frame */
  shown: LiveRun;
  listeners: Set<() => void>;
  /** null while nobody watches */
  stop: (() => void) | null;
  /** the run has not been accepted yet: there is nothing to watch */
  held: boolean;
  /** `shown` will be brought up to `run` */
  due: boolean;
}

/**
 * The runs that this page knows, each watched once however many components look, and watched on from where it was when
 * one comes back to it.
 */
export class RunFeeds {
  readonly #feeds = new Map<string, Feed>();
  readonly #watch: Watch;
  readonly #onEnd: (end: TerminalEvent) => void;
  readonly #nextFrame: (work: () => void) => void;

  constructor(watch: Watch, onEnd: (end: TerminalEvent) => void, nextFrame: (work: () => void) => void) {
    this.#watch = watch;
    this.#onEnd = onEnd;
    this.#nextFrame = nextFrame;
  }

  /** What is known of a run now, as of the last frame. */
  read(runId: string): LiveRun {
    return this.#feeds.get(runId)?.shown ?? newLiveRun;
  }

  /** Watches a run for as long as somebody listens; `listener` is called at most once a frame. */
  listen(runId: string, listener: () => void): () => void {
    const feed = this.#feed(runId);
    feed.listeners.add(listener);
    this.#start(runId, feed);
    return () => {
      feed.listeners.delete(listener);
      // Later, so that a component which mounts again at once goes on with the same watch.
      setTimeout(() => this.#leave(runId, feed), 0);
    };
  }

  /** A run of this id is being asked for: do not watch it before `release`. */
  hold(runId: string): void {
    this.#feed(runId).held = true;
  }

  /** The run has been accepted, or goes on still: watches it, also where the watch was lost before. */
  release(runId: string): void {
    const feed = this.#feeds.get(runId);
    if (!feed) return;
    feed.held = false;
    if (feed.listeners.size > 0) this.#start(runId, feed);
    else this.#leave(runId, feed);
  }

  #feed(runId: string): Feed {
    const known = this.#feeds.get(runId);
    if (known) return known;
    const feed: Feed = {
      run: newLiveRun,
      shown: newLiveRun,
      listeners: new Set(),
      stop: null,
      held: false,
      due: false,
    };
    this.#feeds.set(runId, feed);
    return feed;
  }

  #start(runId: string, feed: Feed): void {
    if (feed.stop !== null || feed.held || feed.run.end !== null) return;
    feed.run = { ...feed.run, lost: null };
    feed.stop = this.#watch(runId, feed.run.lastEventId, {
      event: (id, event) => this.#take(runId, feed, id, event),
      lost: (error) => {
        feed.stop = null;
        feed.run = { ...feed.run, lost: error };
        this.#show(feed);
      },
    });
  }

  #take(runId: string, feed: Feed, id: string, event: RunEvent): void {
    const wasRunning = feed.run.end === null;
    feed.run = applyRunEvent(feed.run, id, event);
    if (feed.run.gap) {
      feed.stop?.();
      feed.stop = null;
      feed.run = { ...feed.run, gap: false, lastEventId: null };
      this.#start(runId, feed);
      return;
    }
    this.#show(feed);
    if (wasRunning && feed.run.end !== null) this.#onEnd(feed.run.end);
  }

  #show(feed: Feed): void {
    if (feed.due) return;
    feed.due = true;
    this.#nextFrame(() => {
      feed.due = false;
      feed.shown = feed.run;
      for (const listener of feed.listeners) listener();
    });
  }

  #leave(runId: string, feed: Feed): void {
    if (feed.listeners.size > 0) return;
    feed.stop?.();
    feed.stop = null;
    // What has ended is stored; what goes on is watched on from here when somebody comes back.
    if (feed.run.end !== null || (feed.run === newLiveRun && !feed.held)) {
      if (this.#feeds.get(runId) === feed) this.#feeds.delete(runId);
    }
  }
}
