import { setImmediate } from 'node:timers';
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
  #iterator: AsyncGenerator<Doc, void> | undefined;
  #ahead: Doc[] = [];

  constructor(open: () => Results<Item>, settled: () => Promise<void>) {
    this.#open = open;
    this.#settled = settled;
  }

  async toArray(): Promise<Doc[]> {
    const docs: Doc[] = [];
    for await (const doc of this) docs.push(doc);
    return docs;
  }

  async forEach(visit: (doc: Doc) => boolean | void): Promise<void> {
    for await (const doc of this) if (visit(doc) === false) return;
  }

  async next(): Promise<Doc | null> {
    const ahead = this.#ahead.shift();
    if (ahead !== undefined) return ahead;
    this.#iterator ??= this.#results();
    const step = await this.#iterator.next();
    return step.done === true ? null : step.value;
  }

  async hasNext(): Promise<boolean> {
    const doc = await this.next();
    if (doc !== null) this.#ahead.unshift(doc);
    return doc !== null;
  }

  async close(): Promise<void> {
    this.#ahead = [];
    this.#iterator ??= this.#results();
    await this.#iterator.return();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Doc> {
    try {
      for (let doc = await this.next(); doc !== null; doc = await this.next()) yield doc;
    } finally {
      await this.close();
    }
  }

  protected get started(): boolean {
    return this.#iterator !== undefined;
  }

  async *#results(): AsyncGenerator<Doc, void> {
    const { source, all, finish } = this.#open();
    const input: Item[] = [];
    if (all) for await (const items of sliced(source)) input.push(...items);
    for await (const docs of sliced(finish(all ? input : source))) {
      await this.#settled();
      yield* docs;
    }
  }
}

/** Reads for a slice of time, hands over what came, and lets others work before it goes on. */
async function* sliced<Item>(items: Iterable<Item>): AsyncGenerator<Item[]> {
  let slice: Item[] = [];
  let since = performance.now();
  for (const item of items) {
    slice.push(item);
    if (performance.now() - since < SLICE_MS) continue;
    yield slice;
    slice = [];
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  }
  if (slice.length > 0) yield slice;
}
