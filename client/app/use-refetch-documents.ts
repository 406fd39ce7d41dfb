import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { documentsQuery } from '../features/library/use-documents.ts';
import { useTRPC } from '../lib/api.ts';

/** Fetches a class's documents again, where no event can be waited for. */
export function useRefetchDocuments(classId: string): () => void {
  const api = useTRPC();
  const queries = useQueryClient();
  return useCallback(
    () => void queries.invalidateQueries({ queryKey: documentsQuery(api, classId).queryKey }),
    [api, queries, classId],
  );
}
