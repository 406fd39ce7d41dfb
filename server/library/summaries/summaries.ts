import type { Passage } from '#shared/passage.ts';
import type { Db } from '#server/database/client.ts';
import type { LibraryContext } from '../context.ts';
import { notDeleted } from '../rows.ts';
import { documentsInScope, type Scope } from '../scope-documents.ts';
import type { CitedText } from './cited-text.ts';
import { callsFor, makeSummary, type PartDone, type SummarisedDocument } from './make-summary.ts';
import type { Section } from './sections.ts';
import { readSummaries, readWhole, removeSummaries, type StoredSummary, wholeDocument } from './store.ts';
import { tell } from './run-job.ts';
import type { Writer } from './writer.ts';

/** A summary of a document or of a section of it, as it is shown: its markers count from 1. */
export interface NamedSummary extends CitedText<Passage>, Pick<Section, 'firstPage' | 'lastPage'> {
  documentId: string;
  document: string;
}

export interface InScope {
  /** by name */
  ready: SummarisedDocument[];
  counts: { ready: number; reading: number; failed: number };
}

/** A class or a document that a user may mean by its name. */
export interface Named {
  kind: 'class' | 'document';
  id: string;
  name: string;
}

/** Summaries of what a user has. What is deleted is not there. */
export interface Summaries {
  inScope(scope: Scope): Promise<InScope>;
  /** Everything that has a name, the newest first. */
  named(userId: string): Promise<Named[]>;
  /** Those summaries of whole documents that are there, in the order of the documents. */
  whole(documents: readonly SummarisedDocument[]): Promise<NamedSummary[]>;
  /** Those summaries of a document's sections that are there. */
  sections(document: SummarisedDocument): Promise<NamedSummary[]>;
  /** How many times a model must be asked for a document's summary, at least. */
  callsFor(document: SummarisedDocument): Promise<number>;
  /**
   * Makes a document's summary, or goes on with it, and keeps it.
   *
   * @param writer null: in the document's own words
   * @param isKept false where it is for once only
   */
  make<E>(
    document: SummarisedDocument,
    writer: Writer<E> | null,
    isKept: boolean,
  ): AsyncGenerator<E | PartDone, NamedSummary>;
}

export function createSummaries(context: () => LibraryContext): Summaries {
  return {
    inScope: (scope) => inScope(context().db, scope),
    named: (userId) => namedBy(context().db, userId),
    whole: async (documents) => {
      const [first] = documents;
      if (!first) return [];
      const ids = documents.map(({ documentId }) => documentId);
      const stored = await readWhole(context().db, first.userId, ids);
      return documents.flatMap((document) => {
        const summary = stored.get(document.documentId);
        return summary ? [named(document, summary)] : [];
      });
    },
    sections: async (document) => {
      const stored = await readSummaries(context().db, document);
      return Array.from(stored.values())
        .filter(({ section }) => section !== wholeDocument)
        .map((summary) => named(document, summary));
    },
    callsFor: async (document) =>
      callsFor(document.pages, new Set((await readSummaries(context().db, document)).keys())),
    make: async function* (document, writer, isKept) {
      const { db, now } = context();
      try {
        return named(document, yield* makeSummary({ db, now, writer, isKept }, document));
      } finally {
        if (isKept) await afterMaking(context(), document);
      }
    },
  };
}

const named = (document: SummarisedDocument, { documentId, firstPage, lastPage, text, passages }: StoredSummary) => ({
  documentId,
  document: document.name,
  firstPage,
  lastPage,
  text,
  passages: passages.map((passage) => ({ ...passage, documentName: document.name })),
});

/**
 * A job in the background, if there is one, finds the summary made and goes on with the starters. Of a document that
 * was swept meanwhile nothing stays.
 */
async function afterMaking(ctx: LibraryContext, document: SummarisedDocument): Promise<void> {
  const { userId, documentId } = document;
  const row = await ctx.db.documents.where({ userId, documentId }).first();
  if (row === null) return await removeSummaries(ctx.db, document);
  if (row.summaryStatus !== 'none' && row.summaryStatus !== 'failed') return;
  const whole = await readWhole(ctx.db, userId, [documentId]);
  if (whole.has(documentId)) await tell(ctx, document, { summaryStatus: 'ready' });
}

async function inScope(db: Db, scope: Scope): Promise<InScope> {
  const { ready, counts } = await documentsInScope(db, scope);
  const { userId } = scope;
  return {
    ready: ready.map((document) => ({ ...document, userId })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    counts,
  };
}

async function namedBy(db: Db, userId: string): Promise<Named[]> {
  const classes = await db.classes.where({ userId }).where(notDeleted).orderBy({ createdAt: -1 }).all();
  const documents = await db.documents
    .where({ userId })
    .where(notDeleted)
    .select('documentId', 'name')
    .orderBy({ createdAt: -1 })
    .all();
  return [
    ...documents.map(({ documentId, name }): Named => ({ kind: 'document', id: documentId, name })),
    ...classes.map(({ classId, name }): Named => ({ kind: 'class', id: classId, name })),
  ];
}
