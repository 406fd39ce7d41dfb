import type { Store } from '../../lib/store.ts';
import { useStore } from '../../lib/use-store.ts';
import { useChat } from './chat-context.tsx';
import type { Draft } from './draft.ts';

/** What is written at a place and not sent, and how to change it. */
export function useDraft(place: string): [Draft, Store<Draft>['set']] {
  const store = useChat().drafts.of(place);
  return [useStore(store), store.set];
}
