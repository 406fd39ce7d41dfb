import { z } from 'zod';
import { keep, keptKeys, readKept } from '../../lib/kept.ts';
import { parsed } from '../../lib/parsed.ts';
import { createStore, type Store } from '../../lib/store.ts';
import { type Draft, draftSchema, emptyDraft, isEmpty } from './draft.ts';

/** So many are kept; those that were not touched for longest go. */
const most = 100;

const keptSchema = draftSchema.extend({ at: z.number() });

/** What a user has written and not sent: one draft per place, over reloads. Nobody else who uses this browser sees it. */
export class Drafts {
  readonly #prefix: string;
  readonly #open = new Map<string, Store<Draft>>();

  constructor(userId: string) {
    this.#prefix = `draft.${userId}.`;
    this.#prune();
  }

  /** @param place a session's id, or any other name of a place where a question is written */
  of(place: string): Store<Draft> {
    const known = this.#open.get(place);
    if (known) return known;
    const key = this.#prefix + place;
    const store = createStore<Draft>(this.#read(key) ?? emptyDraft);
    store.subscribe(() => {
      const draft = store.get();
      keep(key, isEmpty(draft) ? null : JSON.stringify({ ...draft, at: Date.now() }));
    });
    this.#open.set(place, store);
    return store;
  }

  #read(key: string) {
    return parsed(keptSchema, readKept(key));
  }

  #prune(): void {
    const keys = keptKeys(this.#prefix);
    if (keys.length <= most) return;
    const byAge = keys.map((key) => ({ key, at: this.#read(key)?.at ?? 0 })).toSorted((a, b) => b.at - a.at);
    for (const { key } of byAge.slice(most)) keep(key, null);
  }
}
