import type { Retrieval } from '#server/retrieval/retrieval.ts';
import type { AskedQuestion, Kind } from './questions.ts';
import type { Shelf } from './shelf.ts';

/** What a way of searching found. */
export interface Measured {
  /** share of the wanted pages among those of the first five passages, on average; by kind */
  recall: Map<Kind, number>;
  asked: Map<Kind, number>;
  /** how often nothing was found; by kind */
  noHit: Map<Kind, number>;
}

const front = 5;
const wantedPassages = 12;

export async function measure(
  shelf: Shelf,
  questions: readonly AskedQuestion[],
  retrieval: Retrieval,
): Promise<Measured> {
  const found = new Map<Kind, { recall: number; empty: boolean }[]>();
  for (const { kind, scope, question, wanted } of questions) {
    const { passages } = await retrieval.search(shelf.scopeOf(scope), question, wantedPassages);
    const pages = passages.slice(0, front).map(({ documentId, page }) => `${documentId}/${page}`);
    const right = wanted.filter((place) => pages.includes(place)).length;
    const list = found.get(kind) ?? [];
    list.push({ recall: right / Math.max(1, wanted.length), empty: passages.length === 0 });
    found.set(kind, list);
  }
  const by = <T>(read: (list: { recall: number; empty: boolean }[]) => T): Map<Kind, T> =>
    new Map(Array.from(found, ([kind, list]) => [kind, read(list)]));
  return {
    recall: by((list) => list.reduce((sum, { recall }) => sum + recall, 0) / list.length),
    asked: by((list) => list.length),
    noHit: by((list) => list.filter(({ empty }) => empty).length),
  };
}
