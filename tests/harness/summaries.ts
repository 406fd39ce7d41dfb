import type { Passage } from '#shared/passage.ts';
import type { SummarisedDocument } from '#server/library/summaries/make-summary.ts';
import type { Named, NamedSummary, Summaries } from '#server/library/summaries/summaries.ts';

/** A document made for a test, and what its summary says, if there is one. */
export interface FakeDocument {
  document: SummarisedDocument;
  summary: { text: string; passages: Passage[] } | null;
  /** what it says where it is made on demand */
  made?: { text: string; passages: Passage[] };
}

/** Summaries of documents that are all in scope. Those that are not there are made in one step, without a model. */
export function fakeSummaries(documents: readonly FakeDocument[] = [], named: readonly Named[] = []): Summaries {
  const shown = ({ document }: FakeDocument, cited: { text: string; passages: Passage[] }): NamedSummary => ({
    ...cited,
    documentId: document.documentId,
    document: document.name,
    firstPage: 1,
    lastPage: document.pages,
  });
  const known = (documentId: string): FakeDocument => {
    const found = documents.find(({ document }) => document.documentId === documentId);
    if (found === undefined) throw new Error(`there is no document ${documentId}`);
    return found;
  };
  return {
    inScope: async () => ({
      ready: documents.map(({ document }) => document),
      counts: { ready: documents.length, reading: 0, failed: 0 },
    }),
    named: async () => [...named],
    whole: async (wanted) =>
      wanted.flatMap(({ documentId }) => {
        const one = known(documentId);
        return one.summary ? [shown(one, one.summary)] : [];
      }),
    sections: async () => [],
    callsFor: async () => 1,
    make: async function* ({ documentId }) {
      const one = known(documentId);
      yield { type: 'part', done: 1, of: 1 };
      return shown(one, one.made ?? { text: '', passages: [] });
    },
  };
}
