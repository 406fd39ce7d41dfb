import { Failure } from '#shared/failure.ts';

/** A page of another origin came with a cookie: refused with 403. */
export class ForeignOriginError extends Failure {
  constructor(origin: string | undefined) {
    const page = origin === undefined ? 'another page' : `pages of ${origin.slice(0, 200)}`;
    super('UNAUTHORIZED', `Requests from ${page} are not taken. If it is yours, set PUBLIC_URL or ALLOWED_ORIGINS.`);
  }
}

/** The part of a request that says from where it was sent; header names as in node:http. */
export interface Sent {
  method: string;
  headers: {
    cookie?: string | undefined;
    origin?: string | undefined;
    referer?: string | undefined;
    'sec-fetch-site'?: string | string[] | undefined;
  };
}

/**
 * Whether a request's cookie counts (decision 010). A page of another origin that comes with a cookie is `foreign`: it
 * is refused. Without an `Origin` a cookie counts for reading only, and only where the browser says that the request
 * came from our own page or from nobody's.
 *
 * @param trusts whether pages of this origin may use the server with a cookie
 */
export function judgeOrigin(
  { method, headers }: Sent,
  trusts: (origin: string) => boolean,
): 'foreign' | 'counts' | 'ignored' {
  if (headers.cookie === undefined) return 'ignored';
  if (headers.origin !== undefined) return trusts(headers.origin) ? 'counts' : 'foreign';
  if (method !== 'GET' && method !== 'HEAD') return 'ignored';
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'counts' : 'ignored';
  // browsers leave Sec-Fetch-Site out where the page came by plain http from another machine
  const { referer } = headers;
  return referer !== undefined && URL.canParse(referer) && trusts(new URL(referer).origin) ? 'counts' : 'ignored';
}
