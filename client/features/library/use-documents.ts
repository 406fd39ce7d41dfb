import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { limits } from '#shared/limits.ts';
import { type Api, useTRPC } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { toast } from '../../ui/toasts.ts';

/** What a class's documents are asked for with: the same everywhere, so that they are kept once. */
export const documentsInput = (classId: string) => ({ classId, limit: limits.maxPageSize });

export const documentsQuery = (api: Api, classId: string) =>
  api.documents.list.infiniteQueryOptions(documentsInput(classId), {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** A class's documents, newest first, in pages. */
export function useDocuments(classId: string) {
  const { data, ...query } = useInfiniteQuery(documentsQuery(useTRPC(), classId));
  return { ...query, documents: data?.pages.flatMap((page) => page.documents) };
}

/** What can be done with one document; events bring the result into every list. */
export function useDocumentActions() {
  const api = useTRPC();
  const onError = (error: unknown): void => toast(appErrorOf(error).message);
  const rename = useMutation(api.documents.rename.mutationOptions({ onError }));
  const retry = useMutation(api.documents.retry.mutationOptions({ onError }));
  const remove = useMutation(api.documents.delete.mutationOptions({ onError }));
  return {
    rename: (documentId: string, name: string) => rename.mutate({ documentId, name }),
    retry: (documentId: string) => retry.mutate({ documentId }),
    remove: (documentId: string, then: () => void) => remove.mutate({ documentId }, { onSuccess: then }),
  };
}
