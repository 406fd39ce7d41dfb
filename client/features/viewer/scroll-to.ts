/** Brings a page's top to the top of its scroll box. */
export function scrollToPage(scroller: HTMLElement | null, page: number): void {
  const slot = scroller?.querySelector(`[data-page="${page}"]`);
  if (!scroller || !slot) return;
  const padding = Number.parseFloat(getComputedStyle(scroller).paddingTop);
  scroller.scrollTop += slot.getBoundingClientRect().top - scroller.getBoundingClientRect().top - padding;
}

/** Brings a place into the upper third of its scroll box, unless it is well in view already. */
export function scrollToPlace(scroller: HTMLElement | null, place: Range | Element): void {
  if (!scroller) return;
  const box = scroller.getBoundingClientRect();
  const { top, bottom, left, right } = place.getBoundingClientRect();
  if (top < box.top + 24 || bottom > box.bottom - 24) scroller.scrollTop += top - box.top - box.height * 0.3;
  if (left < box.left || right > box.right) scroller.scrollLeft += left - box.left - 24;
}
