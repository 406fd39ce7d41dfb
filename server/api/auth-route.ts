import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Auth } from '#server/accounts/auth.ts';
import type { Origins } from '#server/accounts/origins.ts';
import { readBody } from './body.ts';
import { ForeignOriginError } from './origin.ts';
import { credentialsOf } from './request-user.ts';

const bodyLimit = 64_000;
const passed = ['accept', 'content-type', 'origin', 'referer', 'user-agent'];

/**
 * Answers what lies below /api/auth. Without a token a foreign page is refused here with and without a cookie: it
 * could sign somebody in.
 *
 * @param path path and query below /api/auth
 */
export async function handleAuth(
  auth: Auth,
  origins: Origins,
  address: string,
  path: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { origin, authorization } = req.headers;
  const site = req.headers['sec-fetch-site'];
  // a page that hides where it comes from is foreign; a program says nothing of the kind
  const isForeign = origin === undefined ? site === 'cross-site' || site === 'same-site' : !origins.trusts(origin);
  if (isForeign && authorization === undefined && req.method === 'POST') throw new ForeignOriginError(origin);
  // Google sends the browser back from its own page; better-auth's state says whether this browser was sent there
  const isReturn = req.method === 'GET' && path.startsWith('/callback/google?');
  const credentials = isReturn ? { cookie: req.headers.cookie } : credentialsOf(req, origins);
  const method = req.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? await readBody(req, bodyLimit) : undefined;
  const headers = new Headers();
  for (const name of passed) {
    const value = req.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const response = await auth.answer({ method, path, headers, credentials, body, address });
  const written: Record<string, string | string[]> = {
    'cache-control': 'no-store',
    ...Object.fromEntries(response.headers),
  };
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) written['set-cookie'] = cookies;
  res.writeHead(response.status, written);
  res.end(Buffer.from(await response.arrayBuffer()));
}
