import { useQuery } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '../../lib/api.ts';
import { useChat } from './chat-context.tsx';
import { readSession } from './read-session.ts';

/** A session with its newest turns; whatever older ones were loaded stay loaded when it is fetched anew. Null: none is meant. */
export function useOpenSession(sessionId: string | null) {
  const client = useTRPCClient();
  const { cache } = useChat();
  const id = sessionId ?? '';
  return useQuery({
    ...useTRPC().sessions.get.queryOptions({ sessionId: id }, { enabled: sessionId !== null }),
    queryFn: ({ signal }) => readSession(client, id, cache.read(id)?.turns[0], signal),
  });
}
