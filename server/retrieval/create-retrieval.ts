import type { Db } from '#server/database/client.ts';
import { documentsInScope } from '#server/library/scope-documents.ts';
import type { MeteredEmbedder } from '#server/models/metered-embedder.ts';
import type { Log } from '#server/observe/log.ts';
import { type CacheBudget, createCacheBudget } from './cache-budget.ts';
import { pagesForPhrase, readPageTexts } from './page-texts.ts';
import { passagesInScope } from './read-passages.ts';
import { refinementsFrom } from './refinements.ts';
import type { Retrieval } from './retrieval.ts';
import { type RankedBy, searchPassages } from './search-passages.ts';
import { searchPages } from './search-pages/search-pages.ts';
import { createSegmentCache } from './segment-cache.ts';
import { type Aggregate, createAtlasSearch } from './vector/atlas-search.ts';
import { createExactSearch } from './vector/exact-search.ts';
import { wordNet } from './wordnet/wordnet.ts';
import { createMeaning, type Meaning } from './vector/meaning.ts';
import { createScale } from './vector/scale.ts';
import { createTextVectors } from './vector/text-vectors.ts';

/** What search by meaning is made with. */
export interface VectorDeps {
  embedder: MeteredEmbedder;
  log: Log;
  /** lets Atlas search; left out: every vector in scope is compared here */
  atlas?: Aggregate | undefined;
  /** how long a search waits for vectors, in milliseconds */
  waitMs?: number;
}

interface RetrievalDeps {
  db: Db;
  /** memory that search indexes may take, of words and of vectors together */
  cacheBytes: number;
  /** left out: search by keywords alone */
  vectors?: VectorDeps | undefined;
  /** false: words are found by themselves and not by other words of their meaning; only the evaluation does without */
  otherWords?: boolean;
  /** hybrid if left out */
  rankedBy?: RankedBy;
}

/** Retrieval that holds a thread, and lets it go when it is closed. */
export interface OpenRetrieval extends Retrieval {
  close(): Promise<void>;
}

/** Search in what the user has: by words, and by meaning where there is an embedder. */
export function createRetrieval({
  db,
  cacheBytes,
  vectors,
  otherWords = true,
  rankedBy = 'hybrid',
}: RetrievalDeps): OpenRetrieval {
  const budget = createCacheBudget(cacheBytes);
  const cache = createSegmentCache(db, budget);
  const meaning = vectors === undefined ? null : openMeaning(db, budget, vectors);
  return {
    search: (scope, query, k, signal = new AbortController().signal) =>
      searchPassages(
        { db, cache, openThesaurus: otherWords ? wordNet : null, meaning, rankedBy },
        scope,
        query,
        k,
        signal,
      ),
    passages: (scope, passageIds) => passagesInScope(db, scope, passageIds),
    refinements: async (scope, query, count) => {
      const { ready } = await documentsInScope(db, scope);
      return refinementsFrom(await cache.load(scope.userId, ready), query, count);
    },
    searchPages: (scope, search) => searchPages(db, cache, scope, search),
    pages: (scope, places) => readPageTexts(db, scope, places),
    pagesLike: (scope, phrase, count) => pagesForPhrase(db, cache, scope, { phrase, count }),
    close: async () => {
      await meaning?.close();
    },
  };
}

function openMeaning(db: Db, budget: CacheBudget, { embedder, log, atlas, waitMs }: VectorDeps): Meaning {
  const { model } = embedder;
  return createMeaning({
    search: atlas === undefined ? createExactSearch(db, model, budget) : createAtlasSearch(db, atlas, model),
    texts: createTextVectors(embedder),
    scale: createScale(db, embedder),
    log,
    ...(waitMs === undefined ? {} : { waitMs }),
  });
}
