import type { InfiniteData } from '@tanstack/react-query';

/** Changes the items of a list that is kept in pages; new ones go to the front of the first page. */
export function mapPages<Page, Param, Item>(
  data: InfiniteData<Page, Param> | undefined,
  read: (page: Page) => readonly Item[],
  write: (page: Page, items: Item[]) => Page,
  change: (items: readonly Item[]) => Item[],
): InfiniteData<Page, Param> | undefined {
  if (data === undefined) return undefined;
  let rest = change(data.pages.flatMap((page) => read(page)));
  const extra = rest.length - data.pages.reduce((sum, page) => sum + read(page).length, 0);
  const pages = data.pages.map((page, at) => {
    const size = read(page).length + (at === 0 ? Math.max(0, extra) : 0);
    const isLast = at === data.pages.length - 1;
    const items = isLast ? rest : rest.slice(0, size);
    rest = rest.slice(items.length);
    return write(page, items);
  });
  return { ...data, pages };
}

/** Puts an item over the one of the same key, or in front. */
export const upsert = <Item>(items: readonly Item[], item: Item, keyOf: (item: Item) => string): Item[] =>
  items.some((known) => keyOf(known) === keyOf(item))
    ? items.map((known) => (keyOf(known) === keyOf(item) ? item : known))
    : [item, ...items];
