import { createStore } from '../lib/store.ts';

/** The modal dialogues that are open, the topmost last: everything outside of that one can be neither seen nor pressed. */
export const openDialogs = createStore<readonly HTMLElement[]>([]);

/** Counts a dialogue as open until the result is called. */
export function dialogOpened(dialog: HTMLElement): () => void {
  openDialogs.set((before) => [...before, dialog]);
  return () => openDialogs.set((before) => before.filter((other) => other !== dialog));
}
