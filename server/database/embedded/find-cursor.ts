import { EmbeddedCursor, type Results } from './cursor.ts';
import { invalidArgument } from './errors.ts';
import type { Found } from './engine.ts';

export type FindOptions = { sort?: unknown; skip?: number; limit?: number; projection?: unknown };

/** The cursor of `find`, with the driver's chained options. */
export class FindCursor extends EmbeddedCursor<Found> {
  readonly #options: FindOptions;

  constructor(options: FindOptions, open: (options: FindOptions) => Results<Found>, settled: () => Promise<void>) {
    const own = { ...options };
    super(() => open(own), settled);
    this.#options = own;
  }

  sort(sort: unknown, direction?: unknown): this {
    return this.#set({ sort: typeof sort === 'string' ? { [sort]: direction ?? 1 } : sort });
  }

  skip(skip: number): this {
    return this.#set({ skip });
  }

  limit(limit: number): this {
    return this.#set({ limit });
  }

  project(projection: unknown): this {
    return this.#set({ projection });
  }

  /** Only a hint for the wire of the real driver. */
  batchSize(_size: number): this {
    return this;
  }

  #set(options: FindOptions): this {
    if (this.started) throw invalidArgument('the cursor has been read from already');
    Object.assign(this.#options, options);
    return this;
  }
}
