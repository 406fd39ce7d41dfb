import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { ChatProvider } from '../features/chat/chat-context.tsx';
import { TRPCProvider } from '../lib/api.ts';
import { type Connection, connect } from '../lib/connection.ts';
import { useAccount } from './account-context.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { forgetUser } from './forget-user.ts';
import { createAppRouter } from './router.tsx';
import { RunSign } from './run-sign.tsx';
import { useUserEvents } from './use-user-events.ts';

interface Open {
  connection: Connection;
  router: ReturnType<typeof createAppRouter>;
}

/** Everything of one user: their line to the server, what was fetched over it, and the pages. */
export function SignedIn({ onSignedOut }: { onSignedOut: () => Promise<void> }) {
  const { account } = useAccount();
  const [open, setOpen] = useState<Open | null>(null);
  useEffect(() => {
    const connection = connect(account.id, () => void onSignedOut());
    const { trpc: client, queries: queryClient } = connection;
    // oxlint-disable-next-line react/set-state-in-effect -- a socket may be opened in an effect only, and be shown after
    setOpen({
      connection,
      router: createAppRouter({ api: createTRPCOptionsProxy({ client, queryClient }), queries: queryClient }),
    });
    return () => {
      connection.close();
      forgetUser();
      setOpen(null);
    };
  }, [account.id, onSignedOut]);
  if (open === null) return null;
  const { connection, router } = open;
  return (
    <QueryClientProvider client={connection.queries}>
      <TRPCProvider trpcClient={connection.trpc} queryClient={connection.queries}>
        <ChatProvider userId={account.id} line={connection}>
          <Events />
          <RunSign />
          <RouterProvider router={router} />
          <ConnectionNotice connection={connection} />
        </ChatProvider>
      </TRPCProvider>
    </QueryClientProvider>
  );
}

function Events() {
  useUserEvents();
  return null;
}
