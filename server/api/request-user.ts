import type { IncomingMessage } from 'node:http';
import type { Credentials, Identify } from '#server/accounts/guard.ts';
import type { Origins } from '#server/accounts/origins.ts';
import type { User } from '#server/accounts/user.ts';
import { Failure } from '#shared/failure.ts';
import { ForeignOriginError, judgeOrigin } from './origin.ts';

/**
 * What a request brings that counts: a program's token, else the browser's cookie.
 *
 * @throws ForeignOriginError
 */
export function credentialsOf(req: IncomingMessage, origins: Origins): Credentials {
  const judged = judgeOrigin({ method: req.method ?? 'GET', headers: req.headers }, (origin) => origins.trusts(origin));
  if (judged === 'foreign') throw new ForeignOriginError(req.headers.origin);
  const token = /^bearer +(.*)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (token !== undefined) return { token };
  return judged === 'counts' ? { cookie: req.headers.cookie } : {};
}

/** @throws ForeignOriginError; Failure UNAUTHORIZED where nobody is signed in */
export async function requireUser(req: IncomingMessage, origins: Origins, identify: Identify): Promise<User> {
  const user = await identify(credentialsOf(req, origins));
  if (user === null) throw new Failure('UNAUTHORIZED', 'Sign in first.');
  return user;
}
