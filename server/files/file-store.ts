import type { Readable } from 'node:stream';

/** Bytes `start` to `end`, both included, counted from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A file that has been written but has no key yet: nobody can open it until it is kept. */
export interface StagedFile {
  bytes: number;
  /** Gives it its key; what was there before is replaced. Throws where it has been kept or discarded already. */
  keep(key: string): Promise<void>;
  /** Removes it; nothing happens where it has been kept or discarded already. */
  discard(): Promise<void>;
}

export interface StoredFile {
  bytes: number;
  /** Its content, or a part of it, as it is read; destroying it stops the reading. */
  read(range?: ByteRange): Readable;
}

/** A file on this machine that another process can read. */
export interface LocalFile {
  path: string;
  release(): Promise<void>;
}

/**
 * Where the originals of documents are kept. A key is `<userId>/<documentId>`. No file is ever whole in memory.
 *
 * Whatever reaches the store rejects with Failure UNAVAILABLE where the store is away.
 */
export interface FileStore {
  /** Writes what `content` yields. Where that, or writing, fails, nothing is left behind and the error is thrown on. */
  stage(content: AsyncIterable<Uint8Array>): Promise<StagedFile>;
  /** null where there is no such file */
  open(key: string): Promise<StoredFile | null>;
  /** null where there is no such file */
  local(key: string): Promise<LocalFile | null>;
  /** Removing what is not there does nothing. */
  remove(key: string): Promise<void>;
  /** Every kept file, in no order. @param userId only this user's */
  list(userId?: string): AsyncIterable<{ key: string; writtenAt: Date }>;
  /** How much more may be written, at most: the room on the disk that fills up first. */
  freeBytes(): Promise<number>;
  /** Names what uploads and readings that ended before `before` have left behind. */
  leftovers(before: Date): AsyncIterable<string>;
  /** Removes what `leftovers` names. */
  clean(before: Date): Promise<void>;
}
