const damping = 0.85;
const mostRounds = 40;
const still = 1e-4;

/**
 * Ranks sentences by how central they are to all of them: continuous LexRank (Erkan & Radev 2004), that is PageRank over
 * the graph in which two sentences are as near as the cosine of their words, weighted by rarity.
 *
 * @param sentences the terms of each; at most a few hundred: time and memory are O(n²)
 * @returns         `scores` that sum to 1, and `near(i, j)`, the cosine of two of them: 0..1
 */
export function lexRank(sentences: readonly (readonly string[])[]): {
  scores: Float64Array;
  near: (one: number, other: number) => number;
} {
  const n = sentences.length;
  const near = cosines(sentences);
  const degrees = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < n; column += 1) degrees[row] = (degrees[row] ?? 0) + (near[row * n + column] ?? 0);
  }
  let scores = new Float64Array(n).fill(1 / n);
  for (let round = 0; round < mostRounds; round += 1) {
    const next = new Float64Array(n).fill((1 - damping) / n);
    for (let from = 0; from < n; from += 1) {
      const given = (damping * (scores[from] ?? 0)) / (degrees[from] || 1);
      for (let to = 0; to < n; to += 1) next[to] = (next[to] ?? 0) + given * (near[from * n + to] ?? 0);
    }
    const moved = next.reduce((sum, score, index) => sum + Math.abs(score - (scores[index] ?? 0)), 0);
    scores = next;
    if (moved < still) break;
  }
  return { scores, near: (one, other) => near[one * n + other] ?? 0 };
}

/** The cosines of all pairs, row by row, added up term by term: pairs without a common term cost nothing. */
function cosines(sentences: readonly (readonly string[])[]): Float64Array {
  const n = sentences.length;
  const places = new Map<string, Map<number, number>>();
  for (const [index, terms] of sentences.entries()) {
    for (const term of terms) {
      const counts = places.get(term) ?? new Map<number, number>();
      counts.set(index, (counts.get(index) ?? 0) + 1);
      places.set(term, counts);
    }
  }
  const squares = new Float64Array(n);
  const near = new Float64Array(n * n);
  for (const counts of places.values()) {
    const rarity = Math.log(1 + n / counts.size);
    const weighted = Array.from(counts, ([index, times]) => [index, times * rarity] as const);
    for (const [one, weight] of weighted) {
      squares[one] = (squares[one] ?? 0) + weight * weight;
      for (const [other, second] of weighted) near[one * n + other] = (near[one * n + other] ?? 0) + weight * second;
    }
  }
  for (let one = 0; one < n; one += 1) {
    for (let other = 0; other < n; other += 1) {
      const length = Math.sqrt((squares[one] ?? 0) * (squares[other] ?? 0));
      near[one * n + other] = one === other ? 1 : length === 0 ? 0 : (near[one * n + other] ?? 0) / length;
    }
  }
  return near;
}
