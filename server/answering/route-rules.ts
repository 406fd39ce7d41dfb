import type { Route } from '#shared/turn.ts';
import { type Anchors, anchorsOf } from './routing/anchors.ts';
import { books } from './routing/books.ts';
import { createMatch, type Match } from './routing/match.ts';
import type { Book, Rule } from './routing/read-book.ts';
import type { Utterance } from './routing/utterance.ts';

/** A rule that holds for a question. */
export interface Fired {
  route: Exclude<Route, 'general_qa'>;
  /** the tokens that ask: no part of any topic */
  taken: readonly number[];
  /** it counts only where the question names nothing but what is in scope */
  onScopeOnly: boolean;
}

/** A sentence longer than this does not end with its request. */
const shortSentence = 9;

/**
 * The rules that hold for a question, at most one a route; first the one whose trigger comes first, going on from the
 * last answer last.
 */
export function firedRules(utterance: Utterance): Fired[] {
  const byRoute = new Map<string, (Fired & { at: number })[]>();
  for (const book of books) {
    const said = withoutCompounds(utterance, book);
    const anchors = anchorsOf(said, book);
    const match = createMatch(said, book.grammar);
    for (const { route, ...rule } of book.rules) {
      const taken = firstMatch(rule, said, anchors, match);
      if (taken === null) continue;
      const fired = { route, taken, onScopeOnly: rule.place === 'beginsOnScope', at: taken.at(-1) ?? 0 };
      byRoute.set(route, [...(byRoute.get(route) ?? []), fired]);
    }
  }
  return [...byRoute.values()].flatMap(firstOf).sort(byPlace);
}

/** Of several rules of one route the surest that asks first, with the tokens of them all. */
function firstOf(all: readonly (Fired & { at: number })[]) {
  const [first] = all.toSorted(
    (one, other) => Number(one.onScopeOnly) - Number(other.onScopeOnly) || one.at - other.at,
  );
  return first === undefined ? [] : [{ ...first, taken: all.flatMap(({ taken }) => taken) }];
}

function byPlace(one: Fired & { at: number }, other: Fired & { at: number }): number {
  const isLast = ({ route }: Fired): number => (route === 'follow_up' ? 1 : 0);
  return isLast(one) - isLast(other) || one.at - other.at;
}

function firstMatch(
  { place, pattern }: Pick<Rule, 'place' | 'pattern'>,
  utterance: Utterance,
  anchors: Anchors,
  match: Match,
): readonly number[] | null {
  for (const at of anchors[place === 'beginsOnScope' ? 'begins' : place]) {
    const taken = match(pattern, at);
    if (taken !== null && (place !== 'ends' || isShort(utterance, at))) return taken;
  }
  return null;
}

/** Whether little stands before a token in its sentence. */
const isShort = ({ tokens }: Utterance, at: number): boolean =>
  tokens[at - shortSentence]?.sentence !== tokens[at]?.sentence;

/** Phrases that only look like triggers count as named, not said. */
function withoutCompounds(utterance: Utterance, { compounds, grammar }: Book): Utterance {
  const match = createMatch(utterance, grammar);
  const named = new Set(utterance.reach.flatMap((at) => compounds.flatMap((compound) => match(compound, at) ?? [])));
  if (named.size === 0) return utterance;
  return {
    ...utterance,
    tokens: utterance.tokens.map((token, at) => (named.has(at) ? { ...token, isNamed: true } : token)),
  };
}
