import type { Passage } from '#shared/passage.ts';

const mostNames = 2;
const mostPages = 3;

/** What an answer is written from, for a reader who waits: `Cell Biology, p. 3, 7`; of many pages how many, of many documents the first two. */
export function whatIsRead(passages: readonly Passage[]): string {
  const pages = new Map<string, Set<number>>();
  for (const { documentName, page } of passages) {
    pages.set(documentName, (pages.get(documentName) ?? new Set()).add(page));
  }
  const named = [...pages].slice(0, mostNames).map(([name, numbers]) => {
    const sorted = [...numbers].toSorted((a, b) => a - b);
    return `${name}, ${sorted.length > mostPages ? `${sorted.length} pages` : `p. ${sorted.join(', ')}`}`;
  });
  return [...named, ...(pages.size > mostNames ? [`${pages.size - mostNames} more`] : [])].join(' · ');
}
