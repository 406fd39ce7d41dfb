import { createWSClient, retryLink, type WebSocketClientOptions, wsLink } from '@trpc/client';
import type { AppRouter } from '../../server/api/router.ts';
import { isVerdict } from './app-error.ts';
import { createReconnection, retryDelay, shouldRetry } from './retry-policy.ts';

/** Opens a socket that comes back by itself, with the links that send again over it what bears it. */
export function openLine(options: WebSocketClientOptions) {
  const reconnection = createReconnection();
  const socket = createWSClient({
    retryDelayMs: reconnection.delay,
    ...options,
    onOpen: () => {
      reconnection.opened();
      options.onOpen?.();
    },
  });
  const links = [
    retryLink<AppRouter>({
      retry: ({ op, error, attempts }) => shouldRetry(op, isVerdict(error), attempts),
      retryDelayMs: (attempt) => retryDelay(attempt),
    }),
    wsLink<AppRouter>({ client: socket }),
  ];
  return { socket, links };
}
