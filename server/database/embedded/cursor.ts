import { setImmediate as macrotask } from 'node:timers/promises';
import type { Doc } from './document.ts';

/** What a cursor runs: `source` is read first and whole if `all`, then `finish` makes the results of it. */
export type Results<Item> = { source: Iterable<Item>; all: boolean; finish: (items: Iterable<Item>) => Iterable<Doc> };

/** Longest time, in ms, for which a read holds the event loop. */
const SLICE_MS = 8;

/**
 * The driver's cursor, as far as it is used: a read that is made when it is first asked for and gives way to other
 * work every few milliseconds. Nothing is handed out before it is on the disk.
 */
export class EmbeddedCursor<Item> {
  readonly #open: () => Results<Item>;
  readonly #settled: () => Promise<void>;
  #state: 'new' | 'open' | 'over' = 'new';
  #rest: Iterator<Doc> | undefined;
  /** what was read and not handed out yet */
  #ahead: Doc[] = [];
  #at = 0;

  constructor(open: () => Results<Item>, settled: () => Promise<void>) {
    this.#open = open;
    this.#settled = settled;
  }

  async toArray(): Promise<Doc[]> {
    const docs: Doc[] = [];
    for (let doc = await this.next(); doc !== null; doc = this.#taken() ?? (await this.next())) docs.push(doc);
    return docs;
  }

  async forEach(visit: (doc: Doc) => boolean | void): Promise<void> {
    for await (const doc of this) if (visit(doc) === false) return;
  }

  async next(): Promise<Doc | null> {
    const doc = this.#taken();
    if (doc !== null) return doc;
    await this.#read();
    return this.#taken();
  }

  async hasNext(): Promise<boolean> {
    if (this.#at === this.#ahead.length) await this.#read();
    return this.#at < this.#ahead.length;
  }

  async close(): Promise<void> {
    this.#ahead = [];
    this.#at = 0;
    this.#state = 'over';
    this.#rest?.return?.();
    this.#rest = undefined;
  }

  [Symbol.asyncIterator](): AsyncIterator<Doc, undefined> & AsyncIterable<Doc> {
    const over = { done: true as const, value: undefined };
    const iterator = {
      next: async () => {
        const value = this.#taken() ?? (await this.next());
        return value === null ? over : { done: false as const, value };
      },
      return: async () => {
        await this.close();
        return over;
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  protected get started(): boolean {
    return this.#state !== 'new';
  }

  #taken(): Doc | null {
    return this.#at < this.#ahead.length ? (this.#ahead[this.#at++] ?? null) : null;
  }

  /** Reads on for a slice of time, once others have had theirs. Where nothing is ahead then, it is over. */
  async #read(): Promise<void> {
    if (this.#state === 'over') return;
    if (this.#rest === undefined) this.#rest = await this.#begin();
    else await macrotask();
    const docs: Doc[] = [];
    const since = performance.now();
    while (this.#state === 'open' && (docs.length === 0 || performance.now() - since < SLICE_MS)) {
      const step = this.#rest.next();
      if (step.done === true) this.#state = 'over';
      else docs.push(step.value);
    }
    if (docs.length > 0) await this.#settled();
    this.#ahead = docs;
    this.#at = 0;
  }

  async #begin(): Promise<Iterator<Doc>> {
    this.#state = 'open';
    const { source, all, finish } = this.#open();
    return finish(all ? await whole(source) : source)[Symbol.iterator]();
  }
}

/** All items, read in slices of time between which others work. */
async function whole<Item>(items: Iterable<Item>): Promise<Item[]> {
  const read: Item[] = [];
  let since = performance.now();
  for (const item of items) {
    read.push(item);
    if (performance.now() - since < SLICE_MS) continue;
    await macrotask();
    since = performance.now();
  }
  return read;
}
