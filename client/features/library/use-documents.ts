import { useInfiniteQuery } from '@tanstack/react-query';
import type { Document } from '#shared/document.ts';
import { limits } from '#shared/limits.ts';
import { type Api, useTRPC } from '../../lib/api.ts';
import { useVisible } from '../../lib/use-visible.ts';

/** What a class's documents are asked for with: the same everywhere, so that they are kept once. */
export const documentsInput = (classId: string) => ({ classId, limit: limits.maxPageSize });

export const documentsQuery = (api: Api, classId: string) =>
  api.documents.list.infiniteQueryOptions(documentsInput(classId), {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

const idOf = ({ documentId }: Document): string => documentId;

/** A class's documents, newest first, in pages. */
export function useDocuments(classId: string) {
  const { data, ...query } = useInfiniteQuery(documentsQuery(useTRPC(), classId));
  return {
    ...query,
    documents: useVisible(
      data?.pages.flatMap((page) => page.documents),
      idOf,
    ),
  };
}
