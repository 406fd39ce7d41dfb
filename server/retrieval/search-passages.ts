import type { Db } from '#server/database/client.ts';
import { documentsInScope, type ReadyDocument, type Scope } from '#server/library/scope-documents.ts';
import { diversify } from './diversify.ts';
import { fuse, type Fused } from './fuse.ts';
import { rankByKeywords } from './keyword.ts';
import { type Question, readQuestion } from './question.ts';
import { likenessOf, type ReadCandidate } from './likeness.ts';
import { readPassages } from './read-passages.ts';
import type { SearchResult } from './retrieval.ts';
import type { SegmentCache } from './segment-cache.ts';
import type { Thesaurus } from './thesaurus.ts';
import type { Meaning } from './vector/meaning.ts';

/** Which rankings count. Only the evaluation looks at one part alone. */
export type RankedBy = 'keyword' | 'vector' | 'hybrid';

export interface SearchDeps {
  db: Db;
  cache: SegmentCache;
  /** null: a question's own words alone count */
  openThesaurus: (() => Promise<Thesaurus>) | null;
  /** null where there is no embedder: the words decide alone */
  meaning: Meaning | null;
  rankedBy: RankedBy;
}

/** A passage that passes the floor of one ranking; `strength` is 0..1 on the scale of its floor. */
interface Hit {
  passageId: string;
  documentId: string;
  score: number;
  strength: number;
}

/** Candidates per wanted passage, so that there are other pages to choose from. */
const width = 4;
const fewestCandidates = 40;
/** Where the words of a question are found nowhere, what is near in meaning must be this near. */
const nearEnoughAlone = 0.7;
/** How much less each place counts; chosen on the tuning set. */
const placeStep = 0.15;

/**
 * Searches by words and by meaning, each above a floor of its own, and joins what they find.
 *
 * @param k how many passages are wanted
 * @throws  an AbortError where `signal` was aborted
 */
export async function searchPassages(
  deps: SearchDeps,
  scope: Scope,
  query: string,
  k: number,
  signal: AbortSignal,
): Promise<SearchResult> {
  const { db, meaning, rankedBy } = deps;
  const { userId } = scope;
  const { ready, counts } = await documentsInScope(db, scope);
  const question = readQuestion(query);
  if (ready.length === 0 || question.words.length === 0) return { passages: [], strength: 0, documents: counts };
  const count = Math.max(width * k, fewestCandidates);
  const [words, meant] = await Promise.all([
    rankedBy === 'vector' ? [] : rankWords(deps, userId, ready, question, count),
    rankedBy === 'keyword' || meaning === null
      ? null
      : rankMeaning(meaning, { userId, documentIds: ready.map(({ documentId }) => documentId), query, count, signal }),
  ]);
  const near = rankedBy === 'vector' ? (meant ?? []) : trusted(meant ?? [], words);
  const candidates = await readCandidates(db, userId, join(words, near).slice(0, count));
  const alike = await likenessOf(meant === null ? null : meaning, userId, candidates, signal);
  return {
    passages: diversify(candidates, k, alike).map(({ stored }) => stored.passage),
    strength: Math.max(0, ...[...words, ...near].map(({ strength }) => strength)),
    documents: counts,
  };
}

async function rankWords(
  { cache, openThesaurus }: SearchDeps,
  userId: string,
  ready: readonly ReadyDocument[],
  question: Question,
  count: number,
): Promise<Hit[]> {
  const [segments, thesaurus] = await Promise.all([cache.load(userId, ready), openThesaurus?.()]);
  const hits = await rankByKeywords(segments, question, count, thesaurus);
  return hits.map(({ segment: { documentId, passageIds }, index, score, share }) => ({
    documentId,
    passageId: passageIds[index] ?? '',
    score,
    strength: share,
  }));
}

async function rankMeaning(meaning: Meaning, query: Parameters<Meaning['near']>[0]): Promise<Hit[] | null> {
  const near = await meaning.near(query);
  if (near === null) return null;
  return near.map(({ nearness, ...place }) => ({ ...place, score: nearness, strength: Math.min(1, nearness) }));
}

/** Both rankings find something now and then that is beside the point; that both do is rarer than that either does. */
const trusted = (near: Hit[], words: readonly Hit[]): Hit[] =>
  words.length > 0 ? near : near.filter(({ strength }) => strength >= nearEnoughAlone);

/**
 * A ranking that is alone keeps its scores. Sums of reciprocal ranks say which is better, hardly by how much: what is
 * joined counts by its place, or order for the sake of variety would undo it.
 */
function join(words: readonly Hit[], near: readonly Hit[]): Fused<Hit>[] {
  if (words.length === 0 || near.length === 0) return [...words, ...near].map((item) => ({ item, score: item.score }));
  const fused = fuse([words, near], ({ passageId }) => passageId);
  return fused.map(({ item }, place) => ({ item, score: 1 / (1 + placeStep * place) }));
}

async function readCandidates(db: Db, userId: string, fused: readonly Fused<Hit>[]): Promise<ReadCandidate[]> {
  const passages = await readPassages(
    db,
    userId,
    fused.map(({ item }) => item.passageId),
  );
  return fused.flatMap(({ item, score }) => {
    const stored = passages.get(item.passageId);
    return stored ? [{ documentId: item.documentId, page: stored.passage.page, score, stored }] : [];
  });
}
