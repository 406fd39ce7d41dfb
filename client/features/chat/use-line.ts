import { useSyncExternalStore } from 'react';
import { useChat } from './chat-context.tsx';

/** Whether the server can be reached now. */
export function useLine(): boolean {
  const { line } = useChat();
  return useSyncExternalStore(line.onChange, line.isOpen);
}
