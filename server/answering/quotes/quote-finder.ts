import type { Passage } from '#shared/passage.ts';
import { breathe } from '#server/library/breather.ts';
import type { Scope } from '#server/library/scope-documents.ts';
import type { PageText, Retrieval } from '#server/retrieval/retrieval.ts';
import { wantWords } from './find-words.ts';
import { locate, type Quotation } from './locate.ts';
import type { Proposal } from './proposal-lines.ts';

/** How many pages of the scope are looked at for words that stand on none that was offered. */
const otherPages = 100;

/** Finds where proposed words stand; null where they do not. */
export type QuoteFinder = (proposal: Proposal) => Promise<Quotation<PageText> | null>;

/**
 * Looks for proposed words on the page of the passage that is named, then on the pages of the other passages that the model
 * was offered, then on the likeliest other pages of the scope.
 *
 * @param passages as the model was offered them, numbered from 1
 */
export async function openQuoteFinder(
  retrieval: Retrieval,
  scope: Scope,
  passages: readonly Passage[],
): Promise<QuoteFinder> {
  const offered = await retrieval.pages(scope, passages);
  return async ({ passage: number, words }) => {
    const wanted = wantWords(words);
    if (wanted === null) return null;
    const named = number === null ? undefined : passages[number - 1];
    const first = named && offered.filter((page) => isOn(named, page));
    const pages = first ? [...first, ...offered.filter((page) => !isOn(named, page))] : offered;
    const found = locate(words, pages, first?.length ? named : undefined);
    if (found !== null) return found;
    const others = await retrieval.pagesLike(scope, wanted.phrase, otherPages);
    for (const page of others) {
      const there = offered.some((known) => isOn(known, page)) ? null : locate(words, [page]);
      if (there !== null) return there;
      await breathe();
    }
    return null;
  };
}

interface Place {
  documentId: string;
  page: number;
}

const isOn = (one: Place, other: Place): boolean => one.documentId === other.documentId && one.page === other.page;
