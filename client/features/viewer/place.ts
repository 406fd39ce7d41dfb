/** What stands at the upper edge of a scroll box: a page, and the share of its height that is above. */
export interface Place {
  page: number;
  above: number;
}

const slots = (scroller: HTMLElement): HTMLCollection | undefined => scroller.querySelector('ol')?.children;

/** The last page that begins above a line, found by halving; `line` is in CSS pixels from the top of the box. */
export function pageAt(scroller: HTMLElement, line: number): number {
  const all = slots(scroller);
  const edge = scroller.getBoundingClientRect().top + line;
  let [low, high] = [0, (all?.length ?? 1) - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((all?.[middle]?.getBoundingClientRect().top ?? 0) <= edge) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** What is shown now. */
export function placeOf(scroller: HTMLElement): Place {
  const page = pageAt(scroller, 0);
  const rect = slots(scroller)?.[page - 1]?.getBoundingClientRect();
  if (!rect || rect.height === 0) return { page, above: 0 };
  return { page, above: (scroller.getBoundingClientRect().top - rect.top) / rect.height };
}

/** Shows a place again, whatever size its page has now. */
export function returnTo(scroller: HTMLElement, { page, above }: Place): void {
  const rect = slots(scroller)?.[page - 1]?.getBoundingClientRect();
  if (rect) scroller.scrollTop += rect.top + above * rect.height - scroller.getBoundingClientRect().top;
}
