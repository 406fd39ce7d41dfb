import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { z } from 'zod';
import type { AppRouter } from '#server/api/router.ts';
import { newId } from '#shared/ids.ts';

export type Client = ReturnType<typeof createTRPCClient<AppRouter>>;

export interface Connection {
  client: Client;
  /** Drops the connection, as a bad line does; it comes back by itself. */
  drop(): void;
  /** Ends it for good. */
  close(): void;
}

/** A program's connection over WebSocket. */
export function connect(url: string, token: string, retryDelayMs = 5): Connection {
  const sockets = new Set<WebSocket>();
  class TrackedSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      sockets.add(this);
      this.addEventListener('close', () => sockets.delete(this));
    }
  }
  const socket = createWSClient({
    url: `${url.replace('http', 'ws')}/trpc`,
    connectionParams: { token },
    WebSocket: TrackedSocket,
    retryDelayMs: () => retryDelayMs,
  });
  return {
    client: createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] }),
    drop: () => {
      for (const open of sockets) open.close();
    },
    close: () => void socket.close(),
  };
}

const signedUpSchema = z.object({ token: z.string(), user: z.object({ id: z.string() }) });

/** Everybody's in tests, unless one says otherwise. */
export const password = 'correct horse battery';

/** Makes an account, for somebody new if no address is given. */
export async function signUp(
  url: string,
  given: { name?: string; email?: string; password?: string } = {},
): Promise<{ userId: string; email: string; token: string }> {
  const account = { name: 'Test', email: `${newId()}@example.org`, password, ...given };
  const reply = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  if (!reply.ok) throw new Error(`sign-up failed: ${reply.status} ${await reply.text()}`);
  const { token, user } = signedUpSchema.parse(await reply.json());
  return { userId: user.id, email: account.email, token };
}
