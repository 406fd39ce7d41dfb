import type { User } from '#server/accounts/user.ts';
import { limits } from '#shared/limits.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Services } from './services.ts';
import type { Context } from './trpc.ts';

/** What a call gets to see, on whichever transport it comes. */
export function createContextFor(services: Services): (user: User | null) => Context {
  const calls = createRateLimit(limits.callsPerMinute);
  return (user) => ({ user, calls, services });
}
