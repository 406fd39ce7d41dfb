import type { QueryClient } from '@tanstack/react-query';
import type { Class } from '#shared/class.ts';
import type { Document } from '#shared/document.ts';
import type { Api } from '../../lib/api.ts';
import { mapPages, upsert } from '../../lib/pages.ts';
import { documentsQuery } from './use-documents.ts';

/** The order of documents.list. */
const latestFirst = (a: Document, b: Document): number => (a.documentId < b.documentId ? 1 : -1);

/** The order of classes.list. */
const oldestFirst = (a: Class, b: Class): number =>
  a.createdAt === b.createdAt ? (a.classId < b.classId ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1;

/** Writes to what is known of the library: its classes, and the documents of each that was opened. */
export class LibraryLists {
  readonly #api: Api;
  readonly #queries: QueryClient;

  constructor(api: Api, queries: QueryClient) {
    this.#api = api;
    this.#queries = queries;
  }

  putClass(one: Class): void {
    this.#changeClasses((classes) => upsert(classes, one, ({ classId }) => classId).toSorted(oldestFirst));
  }

  dropClass(classId: string): void {
    this.#changeClasses((classes) => classes.filter((one) => one.classId !== classId));
  }

  /** Puts a document into its class's list, and takes it out of that where it was before. */
  putDocument(document: Document): void {
    const { documentId, classId } = document;
    const key = this.#api.documents.get.queryKey({ documentId });
    const before = this.#queries.getQueryData(key);
    if (before && before.summaryStatus !== document.summaryStatus)
      void this.#queries.invalidateQueries({ queryKey: this.#api.documents.summary.queryKey({ documentId }) });
    this.#queries.setQueryData(key, (old) => old && document);
    // one that was gone is there again
    if (this.#queries.getQueryState(key)?.status === 'error') void this.#queries.invalidateQueries({ queryKey: key });
    for (const one of this.#queries.getQueryData(this.#api.classes.list.queryKey())?.classes ?? [])
      if (one.classId !== classId) this.dropDocument(documentId, one.classId);
    this.#changeDocuments(classId, (documents) =>
      upsert(documents, document, (one) => one.documentId).toSorted(latestFirst),
    );
  }

  dropDocument(documentId: string, classId: string): void {
    this.#changeDocuments(classId, (documents) => documents.filter((one) => one.documentId !== documentId));
  }

  /** A page that shows a document that is gone looks once more, and finds that. */
  forgetDocument(documentId: string): void {
    void this.#queries.resetQueries({ queryKey: this.#api.documents.get.queryKey({ documentId }) });
  }

  reload(): void {
    void this.#queries.invalidateQueries({ queryKey: this.#api.classes.list.queryKey() });
    void this.#queries.invalidateQueries({ queryKey: this.#api.documents.list.pathKey() });
  }

  #changeClasses(change: (classes: readonly Class[]) => Class[]): void {
    const queryKey = this.#api.classes.list.queryKey();
    this.#queries.setQueryData(queryKey, (list) => list && { ...list, classes: change(list.classes) });
    this.#refetchIfOnItsWay(queryKey);
  }

  #changeDocuments(classId: string, change: (documents: readonly Document[]) => Document[]): void {
    const { queryKey } = documentsQuery(this.#api, classId);
    this.#queries.setQueryData(queryKey, (data) =>
      mapPages(
        data,
        (page) => page.documents,
        (page, documents) => ({ ...page, documents }),
        change,
      ),
    );
    this.#refetchIfOnItsWay(queryKey);
  }

  /** News overtakes a reply that is on its way: that reply may be older, so it is asked for again. */
  #refetchIfOnItsWay(queryKey: readonly unknown[]): void {
    if (this.#queries.isFetching({ queryKey }) > 0) void this.#queries.invalidateQueries({ queryKey });
  }
}
