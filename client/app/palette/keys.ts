import { keep, readKept } from '../../lib/kept.ts';
import { createStore } from '../../lib/store.ts';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** What the key is called that goes with others. */
export const mod = isApple ? '⌘' : 'Ctrl';

export const hasMod = (event: KeyboardEvent): boolean => (isApple ? event.metaKey : event.ctrlKey) && !event.altKey;

/** Whether keys of a single character do something by themselves. */
export const singleKeys = createStore(readKept('single-keys') !== 'off');

export function allowSingleKeys(allowed: boolean): void {
  singleKeys.set(allowed);
  keep('single-keys', allowed ? null : 'off');
}

/** Whether somebody writes just now. */
export const isWriting = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
