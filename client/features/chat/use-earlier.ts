import { useState } from 'react';
import { useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { toast } from '../../ui/toasts.ts';
import { useChat } from './chat-context.tsx';

/** Loads a session's older turns, a page at a time. */
export function useEarlier(sessionId: string): { load: (cursor: string) => void; loading: boolean } {
  const client = useTRPCClient();
  const { cache } = useChat();
  const [loading, setLoading] = useState(false);
  const load = (cursor: string): void => {
    setLoading(true);
    client.turns.list
      .query({ sessionId, cursor })
      .then(({ turns, nextCursor }) => cache.prepend(sessionId, turns, nextCursor))
      .catch((error: unknown) => toast(appErrorOf(error).message))
      .finally(() => setLoading(false));
  };
  return { load, loading };
}
