import { useEffect, useMemo, useState } from 'react';
import type { DocumentChoices } from '../features/chat/document-choices.ts';
import { useDocuments } from '../features/library/use-documents.ts';

/** A class's documents, to be chosen for a question. */
export function useDocumentChoices(classId: string): DocumentChoices {
  const { documents, hasNextPage, isFetchingNextPage, fetchNextPage } = useDocuments(classId);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (wanted && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [wanted, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return useMemo(
    () => ({
      documents: (documents ?? []).map(({ documentId, name, status }) => ({
        documentId,
        name,
        isReady: status === 'ready',
      })),
      loadAll: () => setWanted(true),
    }),
    [documents],
  );
}
