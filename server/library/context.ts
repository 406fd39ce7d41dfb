import type { Db } from '#server/database/client.ts';
import type { FileStore } from '#server/files/file-store.ts';
import type { Log } from '#server/observe/log.ts';
import type { UserEvents } from '#server/streams/user-events.ts';
import type { IngestQueue } from './ingest-queue.ts';
import type { Sweeper } from './sweeper.ts';

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
}

/** What every verb of the library works with. */
export interface LibraryContext extends LibraryDeps {
  queue: Pick<IngestQueue, 'wake' | 'cancel'>;
  sweeper: Pick<Sweeper, 'documentLater' | 'classLater'>;
}
