import { linesOf } from './page-lines.ts';
import type { TextItem } from './text-item.ts';

/**
 * Items as a viewer lays them over the page, so that what is selected and copied there reads as the page's text: in the order
 * of reading, with the blanks that only gaps show, and with the page's ends of lines.
 *
 * @returns each with its index in `items`; null for a blank that was added
 */
export function layerItems<T extends TextItem>(items: readonly T[]): { item: T; index: number | null }[] {
  return linesOf(items).flatMap(({ pieces }) => {
    let before: T | undefined;
    return pieces.flatMap(({ item: index, str }, at) => {
      const own = index === null ? before : items[index];
      if (own === undefined) return [];
      before = own;
      const hasEOL = at === pieces.length - 1;
      return [{ item: index === null ? { ...own, str, width: 0, hasEOL } : { ...own, hasEOL }, index }];
    });
  });
}
