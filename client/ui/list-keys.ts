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
