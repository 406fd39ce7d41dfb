import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCClient } from '@trpc/client';
import type { AppRouter } from '../../server/api/router.ts';
import { appErrorOf } from './app-error.ts';
import { openLine } from './open-line.ts';

/** One user's line to the server: everything that is kept for this user ends with it. */
export interface Connection {
  trpc: ReturnType<typeof createTRPCClient<AppRouter>>;
  queries: QueryClient;
  isOpen: () => boolean;
  /** calls back whenever `isOpen` may have changed */
  onChange: (listener: () => void) => () => void;
  close: () => void;
}

/** The line names its user: the cookie that goes with it may be somebody else's by the time it is opened again. */
const socketUrl = (userId: string): string =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/trpc?as=${userId}`;

/** Opens a user's line. `onSignedOut` is called when the server no longer knows this user here. */
export function connect(userId: string, onSignedOut: () => void): Connection {
  const { socket, links } = openLine({
    url: () => socketUrl(userId),
    keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 5_000 },
  });
  const trpc = createTRPCClient<AppRouter>({ links });
  const onError = (error: unknown): void => {
    if (appErrorOf(error).code === 'UNAUTHORIZED') onSignedOut();
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    // Events keep what was fetched fresh; the link itself tries again after a lost line.
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return {
    trpc,
    queries,
    isOpen: () => navigator.onLine && socket.connectionState.get().state === 'pending',
    onChange(listener) {
      const subscription = socket.connectionState.subscribe({ next: listener });
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        subscription.unsubscribe();
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    close() {
      queries.clear();
      void socket.close();
    },
  };
}
