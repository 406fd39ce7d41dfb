import type { PageHit } from '#shared/document.ts';

/** In the order of the document; hits in its name have no place in it. */
export const inOrder = (hits: readonly PageHit[]): PageHit[] =>
  hits.filter(({ start, end }) => end > start).toSorted((a, b) => a.page - b.page || a.start - b.start);

/**
 * The hit to go to.
 *
 * @param at      the one that is shown; null: none yet, and the page that is read decides
 * @param current that page
 */
export function nextHit(hits: readonly PageHit[], at: number | null, current: number, direction: 1 | -1): number {
  if (hits.length === 0) return -1;
  if (at !== null) return (at + direction + hits.length) % hits.length;
  if (direction === 1)
    return Math.max(
      0,
      hits.findIndex(({ page }) => page >= current),
    );
  const before = hits.findLastIndex(({ page }) => page <= current);
  return before === -1 ? hits.length - 1 : before;
}

/** Cuts a snippet into what was looked for and what stands around it. */
export function partsOf(snippet: string, query: string): { text: string; isHit: boolean }[] {
  const sought = (query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stemOf(word));
  return (snippet.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) ?? []).map((text) => ({
    text,
    isHit: sought.some((stem) => text.toLowerCase().startsWith(stem)),
  }));
}

/** Words are found in other forms, too: the beginning of a long one will do. */
const stemOf = (word: string): string => (word.length > 5 ? word.slice(0, -2) : word);
