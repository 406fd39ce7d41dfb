import type { Document } from '#shared/document.ts';
import { newId } from '#shared/ids.ts';
import type { UserEvent } from '#shared/user-event.ts';
import type { Database } from '#server/database/client.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { createLibrary, type Library } from '#server/library/library.ts';
import { openLog } from '#server/observe/log.ts';
import type { UserEvents } from '#server/streams/user-events.ts';
import { openTestDatabase } from './database.ts';
import { openTestStore, type StoreKind, type TestStore } from './file-stores.ts';

export interface TestLibrary extends AsyncDisposable {
  library: Library;
  database: Database;
  files: FileStore;
  store: TestStore;
  folder: string;
  /** what was pushed to everybody, in order */
  pushed: { userId: string; event: UserEvent }[];
  /** Puts content into a class, as an upload does. */
  accept(userId: string, classId: string, name: string, content: Uint8Array | string): Promise<Document>;
  /** Resolves when the document is ready or failed. */
  settled(documentId: string): Promise<Document>;
  /** Another process on the same data. */
  another(settings?: Partial<Parameters<typeof createLibrary>[0]>): Library;
}

/** The library over a database and a file store of its own, not started unless told. */
export async function openTestLibrary(
  settings: Partial<Parameters<typeof createLibrary>[0]> = {},
  kind: StoreKind = 'disk',
): Promise<TestLibrary> {
  const data = await openTestDatabase();
  const store = await openTestStore(kind);
  const { files, folder } = store;
  const pushed: TestLibrary['pushed'] = [];
  const heard = new Set<() => void>();
  const events: Pick<UserEvents, 'publish'> = {
    publish: async (userId, event) => {
      pushed.push({ userId, event });
      for (const listener of heard) listener();
    },
  };
  const another = (more: Partial<Parameters<typeof createLibrary>[0]> = {}): Library =>
    createLibrary({
      db: data.database.db,
      files,
      events,
      log: openLog('silent'),
      fileBytes: 1_000_000,
      freeDocuments: 3,
      usageChanged: async () => {},
      ...settings,
      ...more,
    });
  const library = another();

  const settled = (documentId: string): Promise<Document> =>
    new Promise((resolve) => {
      const look = (): void => {
        for (const { event } of pushed) {
          if (event.type !== 'document.ready' && event.type !== 'document.failed') continue;
          if (event.document.documentId !== documentId) continue;
          heard.delete(look);
          resolve(event.document);
        }
      };
      heard.add(look);
      look();
    });

  return {
    library,
    database: data.database,
    files,
    store,
    folder,
    pushed,
    another,
    settled,
    accept: (userId, classId, name, content) =>
      library.acceptFile(userId, classId, { name, content: chunked(content) }),
    [Symbol.asyncDispose]: async () => {
      await library.stop();
      await data[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Content in pieces that do not mind letters or lines. */
async function* chunked(content: Uint8Array | string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += 60_001) yield bytes.subarray(at, at + 60_001);
}

/** A class of somebody's. */
export async function classOf(library: Library, userId: string): Promise<string> {
  return (await library.createClass(userId, { classId: newId(), name: 'Biology' })).classId;
}
