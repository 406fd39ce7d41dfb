import { keep, readKept } from '../../lib/kept.ts';
import { createStore } from '../../lib/store.ts';

export const shownKinds = ['class', 'all'] as const;
type Shown = (typeof shownKinds)[number];

const parse = (value: string | null): Shown => shownKinds.find((kind) => kind === value) ?? 'class';

/** Whether the list has the chats of the class that is open, or those of all and of none. */
export const shownChats = createStore<Shown>(parse(readKept('chats')));

export function showChats(value: string): void {
  shownChats.set(parse(value));
  keep('chats', value === 'all' ? value : null);
}
