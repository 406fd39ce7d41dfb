import type { Db } from '#server/database/client.ts';
import type { FileStore } from '#server/files/file-store.ts';
import type { MeteredEmbedder } from '#server/models/metered-embedder.ts';
import type { Log } from '#server/observe/log.ts';
import type { UserEvents } from '#server/streams/user-events.ts';
import type { EmbeddingQueue } from './embedding/embedding-queue.ts';
import type { IngestQueue } from './ingest-queue.ts';
import type { SummaryQueue } from './summaries/summary-queue.ts';
import type { Writer } from './summaries/writer.ts';

export interface LibraryDeps {
  db: Db;
  files: FileStore;
  events: Pick<UserEvents, 'publish'>;
  log: Log;
  /** the largest file that is taken */
  fileBytes: number;
  /** documents on the free plan */
  freeDocuments: number;
  /** Tells the user's tabs what has been used, after a document came or went. */
  usageChanged(userId: string): Promise<void>;
  now: () => Date;
  /** how long what was deleted can be restored */
  restorableMs: number;
  /**
   * Lets go of what is bound to a document, or to a class, that is about to be removed for good. May be called again.
   * `classId` of a document is the class that it is in.
   */
  letGo(userId: string, gone: { classId: string; documentId: string | null }): Promise<void>;
  /** left out: passages get no vectors */
  embedder?: MeteredEmbedder | undefined;
  /**
   * The way to a model that makes summaries in the background, until `signal` is aborted; null: summaries are made of the
   * documents' own words. Left out: none are made in the background.
   */
  summaryWriter?: ((signal: AbortSignal) => Writer<never> | null) | undefined;
}

/** What every verb of the library works with. */
export interface LibraryContext extends LibraryDeps {
  queue: Pick<IngestQueue, 'wake' | 'cancel'>;
  /** null where no summaries are made in the background */
  summaryQueue: Pick<SummaryQueue, 'add' | 'wake' | 'cancel'> | null;
  /** null where passages get no vectors */
  embeddingQueue: Pick<EmbeddingQueue, 'add' | 'ready' | 'cancel'> | null;
}
