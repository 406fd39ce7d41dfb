import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { PageHit } from '#shared/document.ts';
import { limits } from '#shared/limits.ts';
import { useTRPC } from '../../lib/api.ts';
import { inOrder } from './hits.ts';

/** Nobody types slower than this between two letters of a word. */
const pauseMs = 200;

/** Where words stand in a document, asked for when typing pauses. */
export function useHits(
  documentId: string,
  typed: string,
): { hits: readonly PageHit[]; state: 'idle' | 'searching' | 'found' | 'failed' } {
  const query = typed.trim();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query), pauseMs);
    return () => clearTimeout(timer);
  }, [query]);
  const { data, isError, isFetching } = useQuery(
    useTRPC().documents.search.queryOptions(
      { documentId, query: asked, limit: limits.maxPageSize },
      { enabled: asked !== '', placeholderData: keepPreviousData, gcTime: 60_000 },
    ),
  );
  const hits = useMemo(() => (query === '' ? [] : inOrder(data?.hits ?? [])), [data, query]);
  if (query === '') return { hits, state: 'idle' };
  if (isFetching || asked !== query) return { hits, state: 'searching' };
  return isError ? { hits: [], state: 'failed' } : { hits, state: 'found' };
}
