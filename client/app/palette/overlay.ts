import { createStore } from '../../lib/store.ts';

/** What lies over the page by its own key. */
export const overlay = createStore<'palette' | 'shortcuts' | null>(null);
