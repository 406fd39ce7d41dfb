import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../server/api/router.ts';

/** The typed API: query options by `useTRPC`, plain calls and subscriptions by `useTRPCClient`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export type Api = ReturnType<typeof useTRPC>;
export type ApiClient = ReturnType<typeof useTRPCClient>;
