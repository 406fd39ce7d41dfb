import { keep, readKept } from '../lib/kept.ts';
import { createStore } from '../lib/store.ts';

/** A browser remembers the chats of so many documents. */
const most = 100;
const key = 'document-chats';

/** The chat of each document that was last used here, by document; the latest first. */
const chats = createStore<readonly (readonly [documentId: string, sessionId: string])[]>(
  (readKept(key) ?? '').split('\n').flatMap((line) => {
    const [, documentId, sessionId] = /^([0-9a-f]{24}) ([0-9a-f]{24})$/.exec(line) ?? [];
    return documentId === undefined || sessionId === undefined ? [] : [[documentId, sessionId] as const];
  }),
);

/** The chat with which a document is opened again, as its page's address names it; none where it has none yet. */
export function chatOf(documentId: string): { chat?: string } {
  const known = chats.get().find(([id]) => id === documentId);
  return known ? { chat: known[1] } : {};
}

/** Remembers a document's chat, or forgets it with null. */
export function keepChat(documentId: string, sessionId: string | null): void {
  chats.set((before) => {
    const others = before.filter(([id]) => id !== documentId);
    return (sessionId === null ? others : [[documentId, sessionId] as const, ...others]).slice(0, most);
  });
  keep(
    key,
    chats
      .get()
      .map((pair) => pair.join(' '))
      .join('\n'),
  );
}
