import type { Passage } from '#shared/passage.ts';
import type { SummarisedDocument } from '#server/library/summaries/make-summary.ts';
import type { Named, NamedSummary, Summaries } from '#server/library/summaries/summaries.ts';

const id = (n: number): string => n.toString(16).padStart(24, '0');

/** A document made for a test, and what its summary says, if there is one. */
export interface FakeDocument {
  document: SummarisedDocument;
  summary: { text: string; passages: Passage[] } | null;
  /** what it says where it is made on demand */
  made?: { text: string; passages: Passage[] };
}

/** Summaries of documents, which are in scope all, or those that it names. Those that are not there are made in one step, without a model. */
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
    inScope: async ({ documentId, documentIds }) => {
      const chosen = documentIds ?? (documentId === null ? null : [documentId]);
      const ready = documents
        .map(({ document }) => document)
        .filter((document) => chosen === null || chosen.includes(document.documentId));
      return { ready, counts: { ready: ready.length, reading: 0, failed: 0 } };
    },
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

/** A document made for a test: its number makes its ids and the pages of its two passages. */
export function fakeDocument(n: number, name: string, claims: readonly [string, string] | null): FakeDocument {
  const documentId = id(3_000 + n);
  const passages = [10 * n + 1, 10 * n + 2].map((page, index): Passage => {
    const text = `${claims?.[index] ?? `Page ${page}`} is there. More is on page ${page}.`;
    return { passageId: id(page), documentId, documentName: name, page, start: 0, end: text.length, text };
  });
  const [one, two] = claims ?? ['It begins here', 'It ends there'];
  const cited = { text: `- ${one} [1].\n- ${two} [2].`, passages };
  return {
    document: { userId: id(2_000), documentId, name, pages: 10 * n + 2 },
    summary: claims === null ? null : cited,
    made: cited,
  };
}

export const osmosis = fakeDocument(1, 'osmosis.txt', ['Osmosis moves water', 'Salt makes plant cells wilt']);
export const mitosis = fakeDocument(2, 'mitosis.md', [
  'Mitosis divides a nucleus',
  'Checkpoints halt the cycle of a cell',
]);

/** A request about a class. */
export const inClass = {
  scope: { userId: 'u', classId: 'c', documentId: null, documentIds: null },
  scopeName: 'Biology',
};
