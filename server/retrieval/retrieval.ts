import type { Passage } from '#shared/passage.ts';

/**
 * Where a question looks. The narrowest given counts: chosen documents, else the document, else the class, else
 * everything the user has.
 */
export interface Scope {
  userId: string;
  classId: string | null;
  documentId: string | null;
  documentIds: readonly string[] | null;
}

export interface SearchResult {
  /** best first, at most k; empty when nothing passes the floor */
  passages: Passage[];
  /** documents in scope by what can be done with them now */
  documents: { ready: number; reading: number; failed: number };
}

/** What answering asks of the library. Text of deleted documents is never offered. */
export interface Retrieval {
  search(scope: Scope, query: string, k: number): Promise<SearchResult>;
  /** Passages by id, in the order given, without those that are gone or out of scope. */
  passages(scope: Scope, passageIds: readonly string[]): Promise<Passage[]>;
  /** Up to `count` topics to ask about, made from headings of the documents in scope, those near the query first. */
  refinements(scope: Scope, query: string, count: number): Promise<string[]>;
}
