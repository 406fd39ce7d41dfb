/** A found passage: where it stands, how well it fits. */
export interface Candidate {
  documentId: string;
  page: number;
  /** any scale, larger is better, above 0 */
  score: number;
}

const lambda = 0.7;
/** Of fewer, none is left out for what it repeats. */
export const fewestForMmr = 10;

/**
 * Puts what is new in front: first the best passage of every page, and of ten or more those that repeat the ones before
 * them later (maximal marginal relevance, Carbonell & Goldstein 1998, λ = 0.7); behind them the other passages of those
 * pages.
 *
 * @param candidates best first
 * @param count      how many are wanted
 * @param alike      how much two say the same, 0..1
 * @returns          at most `count` of them, reordered; O(count · candidates)
 */
export function diversify<T extends Candidate>(
  candidates: readonly T[],
  count: number,
  alike: (one: T, other: T) => number,
): T[] {
  const { front, rest } = byPage(candidates);
  const chosen = candidates.length < fewestForMmr ? front : byMarginalRelevance(front, count, alike);
  return [...chosen, ...rest].slice(0, count);
}

/** The best passage of every page, and all the others, in order. */
export function byPage<T extends Pick<Candidate, 'documentId' | 'page'>>(
  candidates: readonly T[],
): { front: T[]; rest: T[] } {
  const pages = new Set<string>();
  const front: T[] = [];
  const rest: T[] = [];
  for (const candidate of candidates) {
    const page = `${candidate.documentId}/${candidate.page}`;
    (pages.has(page) ? rest : front).push(candidate);
    pages.add(page);
  }
  return { front, rest };
}

function byMarginalRelevance<T extends Candidate>(
  candidates: readonly T[],
  count: number,
  alike: (one: T, other: T) => number,
): T[] {
  const best = candidates[0]?.score ?? 1;
  const waiting = candidates.map((candidate) => ({ candidate, likeness: 0 }));
  const chosen: T[] = [];
  while (chosen.length < count && waiting.length > 0) {
    let next = 0;
    let worth = -Infinity;
    for (const [index, { candidate, likeness }] of waiting.entries()) {
      const marginal = (lambda * candidate.score) / best - (1 - lambda) * likeness;
      if (marginal > worth) [next, worth] = [index, marginal];
    }
    const [taken] = waiting.splice(next, 1);
    if (!taken) break;
    chosen.push(taken.candidate);
    for (const other of waiting) other.likeness = Math.max(other.likeness, alike(other.candidate, taken.candidate));
  }
  return chosen;
}
