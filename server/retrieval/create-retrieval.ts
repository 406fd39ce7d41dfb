import type { Passage } from '#shared/passage.ts';
import { type Db, field } from '#server/database/client.ts';
import { namesOf } from '#server/library/find.ts';
import { createCacheBudget } from './cache-budget.ts';
import { diversify } from './diversify.ts';
import { pagesForPhrase, readPageTexts } from './page-texts.ts';
import { rankByKeywords } from './keyword.ts';
import { readQuestion } from './question.ts';
import { refinementsFrom } from './refinements.ts';
import type { Retrieval, Scope, SearchResult } from './retrieval.ts';
import { documentsInScope } from './scope-documents.ts';
import { createSegmentCache, type SegmentCache } from './segment-cache.ts';
import { termsOf } from '#server/library/words/terms.ts';

interface RetrievalDeps {
  db: Db;
  /** memory that search indexes may take */
  cacheBytes: number;
}

/** Candidates per wanted passage, so that there are other pages to choose from. */
const width = 4;

/** Search by keywords in what the user has. */
export function createRetrieval({ db, cacheBytes }: RetrievalDeps): Retrieval {
  const cache = createSegmentCache(db, createCacheBudget(cacheBytes));
  return {
    search: (scope, query, k) => search(db, cache, scope, query, k),
    passages: (scope, passageIds) => passagesInScope(db, scope, passageIds),
    refinements: async (scope, query, count) => {
      const { ready } = await documentsInScope(db, scope);
      return refinementsFrom(await cache.load(scope.userId, ready), query, count);
    },
    pages: (scope, places) => readPageTexts(db, scope, places),
    pagesLike: (scope, phrase, count) => pagesForPhrase(db, cache, scope, { phrase, count }),
  };
}

async function search(db: Db, cache: SegmentCache, scope: Scope, query: string, k: number): Promise<SearchResult> {
  const { ready, counts } = await documentsInScope(db, scope);
  const question = readQuestion(query);
  if (ready.length === 0 || question.words.length === 0) return { passages: [], strength: 0, documents: counts };
  const segments = await cache.load(scope.userId, ready);
  const hits = await rankByKeywords(segments, question, Math.max(width * k, 40));
  const passages = await readPassages(
    db,
    scope.userId,
    hits.map(({ segment, index }) => segment.passageIds[index] ?? ''),
  );
  const candidates = hits.flatMap(({ segment, index, score }) => {
    const passage = passages.get(segment.passageIds[index] ?? '');
    if (!passage) return [];
    return [
      {
        documentId: passage.documentId,
        page: passage.page,
        score,
        terms: new Set(termsOf(passage.text, segment.language)),
        passage,
      },
    ];
  });
  const strength = Math.max(0, ...hits.map(({ share }) => share));
  return { passages: diversify(candidates, k).map(({ passage }) => passage), strength, documents: counts };
}

async function passagesInScope(db: Db, scope: Scope, passageIds: readonly string[]): Promise<Passage[]> {
  const { ready } = await documentsInScope(db, scope);
  const inScope = new Set(ready.map(({ documentId }) => documentId));
  const passages = await readPassages(db, scope.userId, passageIds);
  return passageIds.flatMap((id) => {
    const passage = passages.get(id);
    return passage && inScope.has(passage.documentId) ? [passage] : [];
  });
}

/** Passages by id, without those whose document is gone by now. */
async function readPassages(db: Db, userId: string, passageIds: readonly string[]): Promise<Map<string, Passage>> {
  if (passageIds.length === 0) return new Map();
  const rows = await db.passages
    .where({ userId })
    .where(field.in('passageId', [...new Set(passageIds)]))
    .all();
  const names = await namesOf(
    db,
    userId,
    rows.map(({ documentId }) => documentId),
  );
  const passages = rows.flatMap(({ passageId, documentId, page, start, end, text }) => {
    const documentName = names.get(documentId);
    return documentName === undefined ? [] : [{ passageId, documentId, documentName, page, start, end, text }];
  });
  return new Map(passages.map((passage) => [passage.passageId, passage]));
}
