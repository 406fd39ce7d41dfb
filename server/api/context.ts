import type { User } from '#server/accounts/user.ts';
import type { RateLimit } from '#server/quota/rate-limit.ts';
import type { Line } from './line.ts';
import type { Services } from './services.ts';
import type { Context } from './trpc.ts';

/** What a call gets to see, on whichever transport it comes. */
export function createContextFor(services: Services, calls: RateLimit): (user: User | null, line: Line) => Context {
  return (user, line) => ({ user, calls, services, line });
}
