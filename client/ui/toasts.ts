import { createStore } from '../lib/store.ts';

/** What can still be done about it, by one press. */
export interface ToastAction {
  label: string;
  run: () => void;
}

export interface ToastMessage {
  id: number;
  text: string;
  action: ToastAction | null;
}

export const toasts = createStore<readonly ToastMessage[]>([]);
let last = 0;

/** Says something in passing, at the lower edge; it goes by itself. */
export function toast(text: string, action: ToastAction | null = null): void {
  last += 1;
  const id = last;
  // one that offers something stays beside another that says the same
  const rest = toasts.get().filter((other) => other.text !== text || other.action !== null);
  toasts.set([...rest, { id, text, action }].slice(-3));
}

export function dismissToast(id: number): void {
  toasts.set((before) => before.filter((other) => other.id !== id));
}
