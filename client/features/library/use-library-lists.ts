import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '../../lib/api.ts';
import { LibraryLists } from './library-lists.ts';

/** What this page knows of the library, to be written to. */
export function useLibraryLists(): LibraryLists {
  const api = useTRPC();
  const queries = useQueryClient();
  return useMemo(() => new LibraryLists(api, queries), [api, queries]);
}
