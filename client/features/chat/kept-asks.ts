import { keep, keptKeys, onKeptElsewhere, readKept } from '../../lib/kept.ts';
import { parsed } from '../../lib/parsed.ts';
import { createStore } from '../../lib/store.ts';
import { type PendingAsk, pendingAskSchema } from './pending-ask.ts';

/** A user's questions that the server has not accepted, oldest first: over reloads, and the same in all tabs. */
export class KeptAsks {
  readonly all = createStore<readonly PendingAsk[]>([]);
  readonly #prefix: string;
  /** those that the browser did not keep */
  readonly #fleeting = new Set<string>();

  constructor(userId: string) {
    this.#prefix = `ask.${userId}.`;
    const found = keptKeys(this.#prefix).map((key) => parsed(pendingAskSchema, readKept(key)));
    this.all.set(found.filter((ask) => ask !== null).toSorted(byAge));
  }

  /** The question as it is now, whichever tab changed it last; null once it is gone. */
  read(turnId: string): PendingAsk | null {
    if (this.#fleeting.has(turnId)) return this.all.get().find((ask) => ask.turnId === turnId) ?? null;
    return parsed(pendingAskSchema, readKept(this.#prefix + turnId));
  }

  put(ask: PendingAsk): void {
    const key = this.#prefix + ask.turnId;
    const json = JSON.stringify(ask);
    keep(key, json);
    if (readKept(key) !== json) this.#fleeting.add(ask.turnId);
    this.#show(ask);
  }

  drop(turnId: string): void {
    keep(this.#prefix + turnId, null);
    this.#fleeting.delete(turnId);
    this.all.set((before) => before.filter((ask) => ask.turnId !== turnId));
  }

  /** Follows other tabs. @param onGone a question is no longer kept; here it still is until `drop` */
  follow(onGone: (turnId: string) => void, onChanged: () => void): () => void {
    return onKeptElsewhere(this.#prefix, (key) => {
      const turnId = key.slice(this.#prefix.length);
      const ask = this.read(turnId);
      if (ask === null) onGone(turnId);
      else {
        this.#show(ask);
        onChanged();
      }
    });
  }

  #show(ask: PendingAsk): void {
    this.all.set((before) => [...before.filter(({ turnId }) => turnId !== ask.turnId), ask].toSorted(byAge));
  }
}

const byAge = (a: PendingAsk, b: PendingAsk): number => a.askedAt - b.askedAt;
