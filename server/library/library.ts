import type { Class } from '#shared/class.ts';
import type { Document, DocumentSummary } from '#shared/document.ts';
import { limits } from '#shared/limits.ts';
import type { Passage } from '#shared/passage.ts';
import type { Repeated } from '#server/cluster/repeat.ts';
import { acceptFile, type IncomingFile } from './accept-file.ts';
import { addSample } from './add-sample.ts';
import { withCount } from './class-state.ts';
import { startCleaning } from './clean-uploads.ts';
import type { LibraryContext, LibraryDeps } from './context.ts';
import { createClass } from './create-class.ts';
import { deleteClass } from './delete-class.ts';
import { deleteDocument } from './delete-document.ts';
import { createEmbeddingQueue } from './embedding/embedding-queue.ts';
import { findClassRow, findDocumentRow, namesOf, requireClass, requireDocument } from './find.ts';
import { createIngestQueue } from './ingest-queue.ts';
import { listClasses } from './list-classes.ts';
import { type DocumentsPage, listDocuments } from './list-documents.ts';
import { type OpenedFile, openFile } from './open-file.ts';
import { moveDocument } from './move-document.ts';
import { getPage, getPassage, type PageContent } from './read-text.ts';
import { readingWork } from './reading-work.ts';
import { removeUser } from './remove-user.ts';
import { renameClass } from './rename-class.ts';
import { renameDocument } from './rename-document.ts';
import { restoreClass } from './restore-class.ts';
import { restoreDocument } from './restore-document.ts';
import { retryDocument } from './retry-document.ts';
import { toDocument } from './rows.ts';
import { readSummary } from './summaries/read-summary.ts';
import { createSummaries, type Summaries } from './summaries/summaries.ts';
import { createSummaryQueue } from './summaries/summary-queue.ts';
import { startSweeper } from './sweeper.ts';

/** Classes, their documents, and the text of those. Another user's id answers like a missing one, everywhere. */
export interface Library {
  listClasses(userId: string): Promise<Class[]>;
  createClass(userId: string, input: { classId?: string | undefined; name: string }): Promise<Class>;
  renameClass(userId: string, input: { classId: string; name: string }): Promise<Class>;
  deleteClass(userId: string, classId: string): Promise<void>;
  restoreClass(userId: string, classId: string): Promise<Class>;
  addSample(userId: string): Promise<Class>;
  listDocuments(
    userId: string,
    input: { classId?: string | undefined; cursor?: string | undefined; limit: number },
  ): Promise<DocumentsPage>;
  getDocument(userId: string, documentId: string): Promise<Document>;
  renameDocument(userId: string, input: { documentId: string; name: string }): Promise<Document>;
  retryDocument(userId: string, documentId: string): Promise<Document>;
  moveDocument(userId: string, input: { documentId: string; classId: string }): Promise<Document>;
  deleteDocument(userId: string, documentId: string): Promise<void>;
  restoreDocument(userId: string, documentId: string): Promise<Document>;
  getPage(userId: string, input: { documentId: string; page: number }): Promise<PageContent>;
  getPassage(userId: string, passageId: string): Promise<Passage>;
  /** The stored summary of a document; throws Failure NOT_FOUND. */
  getSummary(userId: string, documentId: string): Promise<DocumentSummary>;
  /** What answers are made of beside passages. */
  readonly summaries: Summaries;
  /** Throws Failure NOT_FOUND where the user has no such class. */
  requireClass(userId: string, classId: string): Promise<void>;
  /** Takes an uploaded file; throws Failure with the reason where it is refused. */
  acceptFile(userId: string, classId: string, file: IncomingFile): Promise<Document>;
  openFile(userId: string, documentId: string): Promise<OpenedFile>;
  /** The largest file that is taken. */
  readonly fileBytes: number;

  /** null where it is missing, deleted or another user's. */
  findClass(userId: string, classId: string): Promise<Class | null>;
  /** null where it is missing, deleted or another user's. */
  findDocument(userId: string, documentId: string): Promise<Document | null>;
  /** Names of those documents that the user still has, by id. */
  names(userId: string, documentIds: readonly string[]): Promise<Map<string, string>>;

  /** Removes everything that a user has here, with no way back. May be repeated. @returns whether nothing is left */
  removeUser(userId: string): Promise<boolean>;

  /**
   * Begins to read documents, and clears up in the background what earlier processes left undone.
   *
   * @param alone true where no other process works on this database
   */
  start(alone: boolean): Promise<void>;
  /** Stops reading; what is unfinished goes on at the next start. */
  stop(): Promise<void>;
}

type Optional = 'now' | 'restorableMs' | 'letGo';

/** @param deps left out: time is the machine's, the rules' 10 s count, nothing is bound to what goes */
export function createLibrary(deps: Omit<LibraryDeps, Optional> & Partial<Pick<LibraryDeps, Optional>>): Library {
  const context = (): LibraryContext => ctx;
  const queue = createIngestQueue(context);
  const summaryQueue = deps.summaryWriter === undefined ? null : createSummaryQueue(context, deps.summaryWriter);
  const embeddingQueue = deps.embedder === undefined ? null : createEmbeddingQueue(context, deps.embedder);
  const ctx: LibraryContext = {
    letGo: async () => {},
    restorableMs: limits.restorableMs,
    now: () => new Date(),
    ...deps,
    embeddingQueue,
    queue,
    summaryQueue,
  };
  let cleaning: Repeated | null = null;
  let sweeper: Repeated | null = null;

  return {
    listClasses: (userId) => listClasses(ctx, userId),
    createClass: (userId, input) => createClass(ctx, userId, input),
    renameClass: (userId, input) => renameClass(ctx, userId, input),
    deleteClass: (userId, classId) => deleteClass(ctx, userId, classId),
    restoreClass: (userId, classId) => restoreClass(ctx, userId, classId),
    addSample: (userId) => addSample(ctx, userId),
    listDocuments: (userId, input) => listDocuments(ctx, userId, input),
    getDocument: async (userId, documentId) => toDocument(await requireDocument(ctx.db, userId, documentId)),
    renameDocument: (userId, input) => renameDocument(ctx, userId, input),
    retryDocument: (userId, documentId) => retryDocument(ctx, userId, documentId),
    moveDocument: (userId, input) => moveDocument(ctx, userId, input),
    deleteDocument: (userId, documentId) => deleteDocument(ctx, userId, documentId),
    restoreDocument: (userId, documentId) => restoreDocument(ctx, userId, documentId),
    getPage: (userId, input) => getPage(ctx, userId, input),
    getPassage: (userId, passageId) => getPassage(ctx, userId, passageId),
    getSummary: (userId, documentId) => readSummary(ctx, userId, documentId),
    summaries: createSummaries(context),
    requireClass: async (userId, classId) => void (await requireClass(ctx.db, userId, classId)),
    acceptFile: (userId, classId, file) => acceptFile(ctx, userId, classId, file),
    openFile: (userId, documentId) => openFile(ctx, userId, documentId),
    fileBytes: ctx.fileBytes,

    findClass: async (userId, classId) => {
      const row = await findClassRow(ctx.db, userId, classId);
      return row && withCount(ctx.db, row);
    },
    findDocument: async (userId, documentId) => {
      const row = await findDocumentRow(ctx.db, userId, documentId);
      return row && toDocument(row);
    },
    names: (userId, documentIds) => namesOf(ctx.db, userId, documentIds),

    removeUser: (userId) => removeUser(ctx, userId),

    start: async (alone) => {
      if (alone) await readingWork(ctx).freeAll();
      cleaning = await startCleaning(ctx, alone);
      queue.start();
      await embeddingQueue?.start(alone);
      await summaryQueue?.start(alone);
      sweeper = startSweeper(ctx);
    },
    stop: async () => {
      await cleaning?.stop();
      await Promise.all([queue.stop(), embeddingQueue?.stop(), summaryQueue?.stop(), sweeper?.stop()]);
    },
  };
}
