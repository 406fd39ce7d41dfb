import type { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { AskReply, Turn } from '#shared/turn.ts';
import { copy } from '../../copy/en.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { createStore } from '../../lib/store.ts';
import type { RunFeeds } from './run-feeds.ts';
import type { SessionCache } from './session-cache.ts';

/** What a session is about: a class, or one document of it. */
export interface Place {
  classId: string;
  documentId: string | null;
}

/** A question that the server has not accepted (yet). */
export interface PendingAsk extends Place {
  turnId: string;
  sessionId: string;
  text: string;
  /** null while it is on its way */
  error: AppError | null;
}

interface AskCall {
  turnId: string;
  text: string;
  sessionId: string;
  classId?: string;
  documentId?: string;
}

/** Sends questions and keeps those that are not accepted yet. The ids are made here, so a repeated call asks nothing twice. */
export class Asks {
  readonly pending = createStore<readonly PendingAsk[]>([]);
  readonly #send: (call: AskCall) => Promise<AskReply>;
  readonly #feeds: RunFeeds;
  readonly #cache: SessionCache;

  constructor(send: (call: AskCall) => Promise<AskReply>, feeds: RunFeeds, cache: SessionCache) {
    this.#send = send;
    this.#feeds = feeds;
    this.#cache = cache;
  }

  /** Asks in a session, which is made by it where it does not exist yet. */
  ask(sessionId: string, place: Place, text: string): void {
    const now = new Date().toISOString();
    const isDocument = place.documentId !== null;
    this.#cache.seed({
      sessionId,
      ...place,
      name: isDocument ? copy.chat.documentChat : text.trim().slice(0, 80),
      source: 'main_app',
      ephemeral: isDocument,
      runIds: [],
      updatedAt: now,
      createdAt: now,
    });
    const ask: PendingAsk = { turnId: newId(), sessionId, ...place, text: text.trim(), error: null };
    this.pending.set((before) => [...before, ask]);
    void this.#deliver(ask);
  }

  /** Sends a refused question again, as the same turn. */
  again(turnId: string): void {
    const ask = this.pending.get().find((candidate) => candidate.turnId === turnId);
    if (!ask || ask.error === null) return;
    const fresh = { ...ask, error: null };
    this.#replace(fresh);
    void this.#deliver(fresh);
  }

  async #deliver(ask: PendingAsk): Promise<void> {
    const { turnId, sessionId, text } = ask;
    this.#feeds.hold(turnId);
    const isNew = this.#cache.read(sessionId)?.turns.length === 0;
    try {
      const reply = await this.#send({ turnId, text, sessionId, ...(isNew ? named(ask) : {}) });
      this.#cache.putTurnIfNew(runningTurn(ask, reply.runId));
      this.pending.set((before) => before.filter((other) => other.turnId !== turnId));
    } catch (error) {
      this.#replace({ ...ask, error: appErrorOf(error) });
    } finally {
      this.#feeds.release(turnId);
    }
  }

  #replace(ask: PendingAsk): void {
    this.pending.set((before) => before.map((other) => (other.turnId === ask.turnId ? ask : other)));
  }
}

/** What the first question of a session binds it to. */
const named = ({ classId, documentId }: Place) => (documentId === null ? { classId } : { documentId });

const runningTurn = (ask: PendingAsk, runId: string): Turn => ({
  turnId: ask.turnId,
  sessionId: ask.sessionId,
  question: ask.text,
  documentIds: null,
  status: 'running',
  runId,
  answers: [],
  current: 0,
  error: null,
  createdAt: new Date().toISOString(),
});
