import type { PageHit } from '#shared/document.ts';
import type { Passage } from '#shared/passage.ts';
import type { Scope } from '#server/library/scope-documents.ts';

export interface SearchResult {
  /** best first, at most k; empty when nothing passes the floor */
  passages: Passage[];
  /**
   * How well the best passage fits, 0..1: the share of the question's topic that it holds, or how near its meaning is,
   * whichever is more; 0 where there is none.
   */
  strength: number;
  /** documents in scope by what can be done with them now */
  documents: { ready: number; reading: number; failed: number };
}

/** Where a page is; pages count from 1. */
export interface PagePlace {
  documentId: string;
  page: number;
}

/** A page as it is stored, with the places of its passages in its text. */
export interface PageText extends PagePlace {
  documentName: string;
  text: string;
  /** in the order of the page; offsets in UTF-16 units */
  passages: { passageId: string; start: number; end: number }[];
}

/** What answering asks of the library. Text of deleted documents is never offered. */
export interface Retrieval {
  search(scope: Scope, query: string, k: number, signal?: AbortSignal): Promise<SearchResult>;
  /** Passages by id, in the order given, without those that are gone or out of scope. */
  passages(scope: Scope, passageIds: readonly string[]): Promise<Passage[]>;
  /** Up to `count` topics to ask about, made from headings of the documents in scope, those near the query first. */
  refinements(scope: Scope, query: string, count: number): Promise<string[]>;
  /**
   * Looks for words in names and on pages, as they are typed; throws Failure NOT_FOUND for a class or document that is
   * not there.
   */
  searchPages(scope: Scope, search: { query: string; limit: number }): Promise<PageHit[]>;
  /** The texts of pages, in the order given, each once, without those that are gone or out of scope. */
  pages(scope: Scope, places: readonly PagePlace[]): Promise<PageText[]>;
  /** Up to `count` pages in scope that hold most of a phrase's words in any order, the likeliest first. */
  pagesLike(scope: Scope, phrase: string, count: number): Promise<PageText[]>;
}
