import type { KeyboardEvent } from 'react';

const rowsAround = (element: Element): HTMLElement[] => [
  ...(element.closest('[data-rows]')?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
];

/** Moves the focus through the rows (`data-row`) of a list (`data-rows`) by the arrow keys. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('[data-row]')) return;
  const rows = rowsAround(event.target);
  const next = rows[rows.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Gives the focus to the row after the one that is about to go, or to that before it. */
export function focusBeside(row: Element | null): void {
  const own = row?.querySelector<HTMLElement>('[data-row]');
  if (!row || !own) return;
  const rows = rowsAround(row);
  const at = rows.indexOf(own);
  const beside = rows[at + 1] ?? rows[at - 1];
  // what had the focus takes it once more when its menu closes
  requestAnimationFrame(() => beside?.focus({ preventScroll: true }));
}

/**
 * Keeps the focus among the rows of a list (`data-rows`) when the row that had it is replaced: the row in its place takes it.
 * A ref callback of the list.
 */
export function keepFocus(list: HTMLElement | null): (() => void) | undefined {
  if (!list) return undefined;
  let place: number | null = null;
  /** wherever somebody puts the focus, or points at, decides */
  const wasPut = ({ target }: Event): void => {
    const isRow = target instanceof HTMLElement && list.contains(target) && target.matches('[data-row]');
    place = isRow ? rowsAround(target).indexOf(target) : null;
  };
  const observer = new MutationObserver(() => {
    if (place === null || document.activeElement !== document.body) return;
    const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
    rows[Math.min(place, rows.length - 1)]?.focus({ preventScroll: true });
  });
  observer.observe(list, { childList: true, subtree: true });
  document.addEventListener('focusin', wasPut);
  document.addEventListener('pointerdown', wasPut);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', wasPut);
    document.removeEventListener('pointerdown', wasPut);
  };
}
