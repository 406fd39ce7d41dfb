import { newId } from '#shared/ids.ts';
import { copy } from '../../copy/en.ts';
import { AskDelivery, type AskLine } from './ask-delivery.ts';
import type { Draft } from './draft.ts';
import { EndedRuns } from './ended-runs.ts';
import type { KeptAsks } from './kept-asks.ts';
import type { PendingAsk } from './pending-ask.ts';
import type { RunFeeds } from './run-feeds.ts';
import type { SessionCache } from './session-cache.ts';

/** What a session is about: a class, or one document of it. */
export interface Place {
  classId: string | null;
  documentId: string | null;
}

interface AskOptions {
  /** a run that goes on in the chat: the question waits for its end */
  after?: string | null;
  /** the turn whose place it takes */
  replaces?: string | null;
}

/** After a failure that says nothing, in ms. */
const pauseMs = 2_000;

/**
 * Sends questions, in order, and keeps those that are not accepted yet, also while there is no line and over reloads.
 * The ids are made here, so a repeated call asks nothing twice; of several tabs one sends.
 */
export class Asks {
  readonly kept: KeptAsks;
  readonly #line: AskLine;
  readonly #feeds: RunFeeds;
  readonly #cache: SessionCache;
  readonly #delivery: AskDelivery;
  readonly #ended: EndedRuns;
  readonly #onTheirWay = new Map<string, AbortController>();
  #pause: ReturnType<typeof setTimeout> | undefined;
  #last = 0;

  constructor(line: AskLine, kept: KeptAsks, feeds: RunFeeds, cache: SessionCache) {
    this.#line = line;
    this.kept = kept;
    this.#feeds = feeds;
    this.#cache = cache;
    this.#delivery = new AskDelivery(line, kept, cache);
    this.#ended = new EndedRuns(feeds, () => this.#go());
  }

  /** Takes up what was left from before, and follows the line and other tabs until the result is called. */
  start(): () => void {
    for (const ask of this.kept.all.get()) if (ask.isNew && !ask.withdrawn) this.#seed(ask);
    const go = (): void => this.#go();
    const leave = [this.#line.onChange(go), this.kept.follow((turnId) => this.#goneElsewhere(turnId), go)];
    go();
    return () => {
      clearTimeout(this.#pause);
      for (const stop of leave) stop();
      this.#ended.forget();
    };
  }

  /** Asks in a session, which is made by it where it does not exist yet. */
  ask(sessionId: string, place: Place, draft: Draft, { after = null, replaces = null }: AskOptions = {}): void {
    const before = this.kept.all.get().findLast((ask) => ask.sessionId === sessionId && !ask.withdrawn);
    const turns = this.#cache.read(sessionId)?.turns;
    this.#last = Math.max(Date.now(), this.#last + 1);
    const ask: PendingAsk = {
      turnId: newId(),
      sessionId,
      ...place,
      text: draft.text.trim(),
      documentIds: draft.documentIds,
      isNew: before?.isNew ?? (turns === undefined || turns.length === 0),
      after: before?.turnId ?? after,
      replaces,
      askedAt: this.#last,
      sent: false,
      withdrawn: false,
      error: null,
    };
    if (ask.isNew) this.#seed(ask);
    this.kept.put(ask);
    this.#go();
  }

  /** Sends a refused question again, as the same turn. */
  again(turnId: string): void {
    const ask = this.#find(turnId);
    if (!ask || ask.error === null) return;
    this.kept.put({ ...ask, error: null });
    this.#go();
  }

  /** Takes a question back that is not accepted yet. */
  cancel(turnId: string): void {
    const ask = this.#find(turnId);
    if (!ask) return;
    this.#takeBack(ask);
    this.#passOn(turnId, ask.after);
    this.#go();
  }

  /** Puts other words in a waiting question's place. */
  change(turnId: string, { text, documentIds }: Draft): void {
    const old = this.#find(turnId);
    if (!old) return;
    const fresh = { ...old, turnId: newId(), text: text.trim(), documentIds, sent: false, error: null };
    this.#takeBack({ ...old, replaces: null });
    this.kept.put(fresh);
    this.#passOn(turnId, fresh.turnId);
    this.#go();
  }

  #find = (turnId: string): PendingAsk | undefined => this.kept.all.get().find((ask) => ask.turnId === turnId);

  #seed({ sessionId, classId, documentId, text, askedAt }: PendingAsk): void {
    const at = new Date(askedAt).toISOString();
    const isDocument = documentId !== null;
    this.#cache.seed({
      sessionId,
      classId,
      documentId,
      name: isDocument ? copy.chat.documentChat : text.slice(0, 80),
      source: 'main_app',
      ephemeral: isDocument,
      runIds: [],
      updatedAt: at,
      createdAt: at,
    });
  }

  /** Nothing that may have reached the server is forgotten before the server has been told. */
  #takeBack(ask: PendingAsk): void {
    this.#onTheirWay.get(ask.turnId)?.abort();
    if (ask.sent && ask.error === null) this.kept.put({ ...ask, withdrawn: true });
    else this.kept.drop(ask.turnId);
  }

  /** Those that waited for one run wait for another. */
  #passOn(from: string, to: string | null): void {
    for (const ask of this.kept.all.get()) if (ask.after === from) this.kept.put({ ...ask, after: to });
  }

  /** Sends whatever can go now. */
  #go(): void {
    if (!this.#line.isOpen()) return;
    for (const ask of this.kept.all.get()) {
      if (this.#onTheirWay.has(ask.turnId) || ask.error !== null) continue;
      if (ask.withdrawn || this.#isNext(ask)) void this.#deliver(ask);
    }
  }

  #isNext({ turnId, sessionId, after }: PendingAsk): boolean {
    const first = this.kept.all.get().find((ask) => ask.sessionId === sessionId && !ask.withdrawn);
    return first?.turnId === turnId && (after === null || this.#ended.has(after));
  }

  async #deliver({ turnId, withdrawn }: PendingAsk): Promise<void> {
    const way = new AbortController();
    this.#onTheirWay.set(turnId, way);
    if (!withdrawn) this.#feeds.hold(turnId);
    let isSettled = true;
    try {
      await this.#line.alone(`ask.${turnId}`, async () => {
        const ask = this.kept.read(turnId);
        if (ask === null) this.#goneElsewhere(turnId);
        else if (ask.withdrawn) isSettled = await this.#delivery.withdraw(ask);
        else if (ask.error === null) isSettled = await this.#delivery.send(ask, way.signal);
      });
    } finally {
      this.#onTheirWay.delete(turnId);
      this.#feeds.release(turnId);
    }
    if (isSettled || way.signal.aborted) return this.#go();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#go(), pauseMs);
  }

  /** Another tab has sent it, or taken it back: it stays in sight until its turn has come. */
  #goneElsewhere(turnId: string): void {
    const ask = this.#find(turnId);
    if (!ask) return;
    if (!this.#line.isOpen()) this.kept.drop(turnId);
    else void this.#cache.refetch(ask.sessionId).finally(() => this.kept.drop(turnId));
  }
}
