import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers';

type Row = Record<string, unknown>;

/** The writes that share one commit. */
type Batch = { done: Promise<void>; resolve: () => void; reject: (error: unknown) => void };

/**
 * The SQLite file. Writes run at once, one after the other, each in a savepoint of its own; all that are issued in one
 * turn of the event loop are committed together, and each is acknowledged after that commit only.
 *
 * WAL with synchronous=FULL syncs the log at every commit: what was acknowledged survives the death of the process and
 * of the machine, which NORMAL does not promise. Sharing commits is what pays for it. The file is held exclusively, so
 * that SQLite itself refuses a second process even where the lock file was tampered with.
 */
export class Store {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #onRollback: (() => void)[] = [];
  #batch: Batch | undefined;

  /** @throws Error with `errcode` 5 (SQLITE_BUSY) when another process holds the file */
  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    try {
      for (const pragma of [
        'locking_mode=EXCLUSIVE',
        'journal_mode=WAL',
        'synchronous=FULL',
        'cache_size=-32768',
        'journal_size_limit=67108864',
      ]) {
        this.#database.exec(`PRAGMA ${pragma}`);
      }
      this.#database.exec('BEGIN IMMEDIATE; COMMIT');
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Called after something was undone, so that copies in memory can be read again. */
  onRollback(listener: () => void): void {
    this.#onRollback.push(listener);
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepare(sql).run(...values);
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  /** Changes tables; statements prepared against them are forgotten. */
  define(sql: string): void {
    this.#statements.clear();
    this.#database.exec(sql);
  }

  /**
   * Runs `work` before returning, all of it or nothing, and resolves with its result once it is on the disk.
   *
   * @throws (rejects) with what `work` threw, after undoing it, or with SQLite's error when the commit failed
   */
  write<Result>(work: () => Result): Promise<Result> {
    try {
      const batch = (this.#batch ??= this.#begin());
      const result = this.#undoable(work, batch);
      return batch.done.then(() => result);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Resolves when everything that a read could have seen by now is on the disk. */
  settled(): Promise<void> {
    return this.#batch?.done ?? Promise.resolve();
  }

  close(): void {
    if (!this.#database.isOpen) return;
    if (this.#batch !== undefined) this.#commit(this.#batch);
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #begin(): Batch {
    this.run('BEGIN IMMEDIATE');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    promise.catch(() => undefined);
    const batch: Batch = { done: promise, resolve, reject };
    setImmediate(() => this.#commit(batch));
    return batch;
  }

  #undoable<Result>(work: () => Result, batch: Batch): Result {
    this.run('SAVEPOINT work');
    try {
      const result = work();
      this.run('RELEASE work');
      return result;
    } catch (error) {
      // A full disk makes SQLite drop the whole transaction by itself, and with it the other writes of the batch.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK TO work; RELEASE work');
      else this.#fail(batch, error);
      for (const listener of this.#onRollback) listener();
      throw error;
    }
  }

  #commit(batch: Batch): void {
    if (this.#batch !== batch) return;
    try {
      this.run('COMMIT');
      this.#batch = undefined;
      batch.resolve();
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      this.#fail(batch, error);
      for (const listener of this.#onRollback) listener();
    }
  }

  #fail(batch: Batch, error: unknown): void {
    this.#batch = undefined;
    batch.reject(error);
  }
}
