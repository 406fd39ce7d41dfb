import { useQueries } from '@tanstack/react-query';
import { useContext } from 'react';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { DocumentChoicesContext } from './document-choices.ts';

/** The names of documents, in their order; one that is gone is called so. */
export function useDocumentNames(documentIds: readonly string[]): string[] {
  const api = useTRPC();
  const choices = useContext(DocumentChoicesContext);
  const known = new Map(choices?.documents.map(({ documentId, name }) => [documentId, name]));
  const others = documentIds.filter((documentId) => !known.has(documentId));
  const fetched = useQueries({
    queries: others.map((documentId) => api.documents.get.queryOptions({ documentId })),
    combine: (results) =>
      results.map(({ data, isPending }) => data?.name ?? (isPending ? '…' : copy.chat.goneDocument)),
  });
  return documentIds.map((id) => known.get(id) ?? fetched[others.indexOf(id)] ?? copy.chat.goneDocument);
}
