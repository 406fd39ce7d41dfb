import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useChat } from '../features/chat/chat-context.tsx';
import { useTRPC, useTRPCClient } from '../lib/api.ts';
import { applyEvent } from './apply-event.ts';

/** Follows the user's events for as long as the page is open. */
export function useUserEvents(): void {
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { cache } = useChat();
  useEffect(() => {
    const known = { api, queries, sessions: cache };
    const subscription = client.events.watch.subscribe({}, { onData: ({ data }) => applyEvent(known, data) });
    return () => subscription.unsubscribe();
  }, [api, client, queries, cache]);
}
