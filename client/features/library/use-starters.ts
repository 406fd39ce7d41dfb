import { useQueries } from '@tanstack/react-query';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { headingQuestions, pickStarters } from './starters.ts';

const looked = { documents: 3, pages: 5 };

/** The pages whose headings are looked at: spread over the document, for it begins with its own name and its contents. */
const firstPages = ({ documentId, pages }: Document) =>
  Array.from({ length: Math.min(pages, looked.pages) }, (_, at) => ({
    documentId,
    page: pages > looked.pages ? Math.round((pages * (at + 1)) / (looked.pages + 1)) : at + 1,
  }));

/** Questions to begin with: the documents' own where they have some, else made from their first headings. */
export function useStarters(ready: readonly Document[], count: number): string[] {
  const api = useTRPC();
  const own = ready.map((document) => document.starters);
  const hasOwn = own.some((questions) => questions.length > 0);
  const wanted = hasOwn ? [] : ready.slice(0, looked.documents).map(firstPages);
  const pages = useQueries({
    queries: wanted.flat().map((page) => api.documents.page.queryOptions(page)),
    combine: (results) => results.map(({ data }) => data),
  });
  if (hasOwn) return pickStarters(own, count);
  const of = wanted.flatMap((some, document) => some.map(() => document));
  const made = wanted.map((_, document) =>
    headingQuestions(
      pages.filter((page, at) => of[at] === document && page !== undefined).filter((page) => page !== undefined),
      copy.library.starter,
    ),
  );
  return pickStarters(made, count);
}
