import { limits } from '#shared/limits.ts';
import { copy } from '../copy/en.ts';
import { createStore } from '../lib/store.ts';

export interface ToastMessage {
  id: number;
  text: string;
  /** what can be done about it; such a message stays until its time is over */
  action: ToastAction | null;
}

interface ToastAction {
  label: string;
  run: () => void;
}

const mostAtOnce = 3;

export const toasts = createStore<readonly ToastMessage[]>([]);
let last = 0;

/** Says something in passing, at the lower edge; it goes by itself, an offer when what was deleted is swept. */
export function toast(text: string, action: ToastAction | null = null): void {
  const end = show(text, action);
  if (action !== null) setTimeout(end, limits.restorableMs);
}

/**
 * Says what was deleted and offers to take it back, for as long as the server can: it counts from when the call came to it.
 *
 * @param done settles when the deletion was answered
 * @returns    takes the offer away
 */
export function offerUndo(text: string, done: Promise<unknown>, undo: () => void): () => void {
  const end = show(text, { label: copy.undo, run: undo });
  const began = performance.now();
  void done.finally(() => setTimeout(end, limits.restorableMs - Math.min(performance.now() - began, 1_000)));
  return end;
}

/** What takes the latest deletion back that can be; null where there is none. */
export function undoLast(): (() => void) | null {
  const latest = toasts.get().findLast(({ action }) => action !== null);
  if (!latest?.action) return null;
  const { id, action } = latest;
  return () => {
    dismissToast(id);
    action.run();
  };
}

export function dismissToast(id: number): void {
  toasts.set((before) => before.filter((other) => other.id !== id));
}

/** Takes all offers back; what was only said stays. */
export function withdrawOffers(): void {
  toasts.set((before) => before.filter(({ action }) => action === null));
}

function show(text: string, action: ToastAction | null): () => void {
  last += 1;
  const id = last;
  // one that offers something stays beside another that says the same
  const rest = toasts.get().filter((other) => other.text !== text || other.action !== null);
  toasts.set([...rest, { id, text, action }].slice(-mostAtOnce));
  return () => dismissToast(id);
}
