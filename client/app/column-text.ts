import { createStore } from '../lib/store.ts';

/** What is searched for in the left column; it survives that the column is hidden. */
export const columnText = createStore('');

/** Whether the column's search is to have the focus, as soon as it is there. */
export const searchAsked = createStore(false);

export const askForSearch = (): void => searchAsked.set(true);
