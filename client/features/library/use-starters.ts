import { useQueries } from '@tanstack/react-query';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { headingQuestions, pickStarters } from './starters.ts';

const looked = { documents: 3, pages: 3 };

/** Questions to begin with: the documents' own where they have some, else made from their first headings. */
export function useStarters(ready: readonly Document[], count: number): string[] {
  const api = useTRPC();
  const own = pickStarters(
    ready.map((document) => document.starters),
    count,
  );
  const sources = own.length > 0 ? [] : ready.slice(0, looked.documents);
  const wanted = sources.flatMap(({ documentId, pages }) =>
    // The first page's heading is the document's name, unless there is no other.
    Array.from({ length: Math.min(pages, looked.pages) }, (_, at) => ({
      documentId,
      page: pages > looked.pages ? at + 2 : at + 1,
    })),
  );
  const found = useQueries({
    queries: wanted.map((page) => api.documents.page.queryOptions(page)),
    combine: (results) => results.map(({ data }) => data?.heading ?? null),
  });
  if (own.length > 0) return own;
  const headings = sources.map(({ documentId }) =>
    found
      .filter((heading, at) => heading !== null && wanted[at]?.documentId === documentId)
      .filter((heading) => heading !== null),
  );
  return pickStarters(
    headings.map((some) => headingQuestions(some, copy.library.starter)),
    count,
  );
}
