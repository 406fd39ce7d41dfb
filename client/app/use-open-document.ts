import { useQuery } from '@tanstack/react-query';
import type { Document } from '#shared/document.ts';
import { useTRPC } from '../lib/api.ts';
import { appErrorOf } from '../lib/app-error.ts';

/** A document that is open, and whether it has been deleted. */
export function useOpenDocument(documentId: string | null): { document: Document | undefined; isGone: boolean } {
  const { data, error } = useQuery(
    useTRPC().documents.get.queryOptions({ documentId: documentId ?? '' }, { enabled: documentId !== null }),
  );
  return { document: data, isGone: data === undefined && error !== null && appErrorOf(error).code === 'NOT_FOUND' };
}
