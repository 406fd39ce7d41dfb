import { createStore } from '../lib/store.ts';

export interface ToastMessage {
  id: number;
  text: string;
}

export const toasts = createStore<readonly ToastMessage[]>([]);
let last = 0;

/** Says something in passing, at the lower edge; it goes by itself. */
export function toast(text: string): void {
  last += 1;
  const id = last;
  toasts.set((before) => [...before.filter((other) => other.text !== text), { id, text }].slice(-3));
}

export function dismissToast(id: number): void {
  toasts.set((before) => before.filter((other) => other.id !== id));
}
