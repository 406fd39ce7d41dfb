import { throwIfAborted } from '#server/models/aborted.ts';
import type { Passage } from '#shared/passage.ts';
import { byPage } from '#server/retrieval/diversify.ts';
import type { SearchResult } from '#server/retrieval/retrieval.ts';
import type { Route } from '#shared/turn.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { noTokens } from './ask-model.ts';
import type { AnsweringParts } from './parts.ts';
import { rewriteQuery } from './rewrite-query.ts';

interface Found extends SearchResult {
  /** what a model took that wrote another query */
  tokens: AnswerEnd['tokens'];
}

interface Wanted {
  route: Route;
  query: string;
  count: number;
}

/** Searches; where that finds little, once more with other words from a model. */
export async function* findPassages(
  parts: AnsweringParts,
  request: AnswerRequest,
  { route, query, count }: Wanted,
): AsyncGenerator<AnswerEvent, Found> {
  yield { type: 'status', stage: 'searching', route };
  const first = await parts.retrieval.search(request.scope, query, count, request.signal);
  throwIfAborted(request.signal);
  if (!isWeak(first)) return { ...first, tokens: noTokens };
  const { query: better, tokens } = yield* rewriteQuery(parts, request, route);
  if (better === null) return { ...first, tokens };
  const second = await parts.retrieval.search(request.scope, better, count, request.signal);
  throwIfAborted(request.signal);
  return { ...second, passages: inTurns(second.passages, first.passages).slice(0, count), tokens };
}

/** A first search that holds less of the question's topic than this is worth another. */
const weakStrength = 0.5;

const isWeak = ({ strength, documents }: SearchResult): boolean => documents.ready > 0 && strength < weakStrength;

/** The best of both in turns, each once; what stands on a page that is there already goes behind. */
function inTurns(one: readonly Passage[], other: readonly Passage[]): Passage[] {
  const all = new Map<string, Passage>();
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    for (const passage of [one[at], other[at]]) if (passage !== undefined) all.set(passage.passageId, passage);
  }
  const { front, rest } = byPage([...all.values()]);
  return [...front, ...rest];
}
