import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useChat } from '../features/chat/chat-context.tsx';
import { useLibraryLists } from '../features/library/use-library-lists.ts';
import { useTRPC, useTRPCClient } from '../lib/api.ts';
import { appErrorOf } from '../lib/app-error.ts';
import { useAccount } from './account-context.ts';
import { applyEvent } from './apply-event.ts';

/** Follows the user's events for as long as the page is open. */
export function useUserEvents(): void {
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { cache } = useChat();
  const lists = useLibraryLists();
  const { reload } = useAccount();
  useEffect(() => {
    const known = { api, queries, sessions: cache, library: lists };
    const subscription = client.events.watch.subscribe(
      {},
      {
        onData: ({ data }) => applyEvent(known, data),
        // the session was ended elsewhere: by a new password, or with the account
        onError: (error) => {
          if (appErrorOf(error).code === 'UNAUTHORIZED') void reload();
        },
      },
    );
    return () => subscription.unsubscribe();
  }, [api, client, queries, cache, lists, reload]);
}
