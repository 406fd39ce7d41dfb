/** The turn at the top of the view, counted from the oldest that is shown, and how much of it is above, in CSS pixels. */
interface Place {
  turn: number;
  above: number;
}

/** Where threads were left on this page, by session; one that was left at its end has no place. */
const places = new Map<string, Place>();

const topOf = (element: Element): number => element.getBoundingClientRect().top;

/** Remembers what a thread's scroll box shows. */
export function leaveThread(sessionId: string, box: HTMLElement): void {
  const turns = Array.from(box.querySelectorAll('article'));
  const turn = turns.findIndex((article) => article.getBoundingClientRect().bottom > topOf(box));
  const article = turns[turn];
  if (article) places.set(sessionId, { turn, above: topOf(box) - topOf(article) });
}

export const forgetPlace = (sessionId: string): boolean => places.delete(sessionId);

/** Shows what was shown when the thread was left. Returns false where it was left at its end, or never. */
export function returnToPlace(sessionId: string, box: HTMLElement): boolean {
  const place = places.get(sessionId);
  const article = place && box.querySelectorAll('article')[place.turn];
  if (!article) return false;
  box.scrollTop += topOf(article) - topOf(box) + place.above;
  return true;
}
