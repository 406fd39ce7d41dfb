import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Origins } from '#server/accounts/origins.ts';

/**
 * Lets pages of ALLOWED_ORIGINS read answers, and nobody else.
 *
 * @returns true where the request was only the browser's question whether it may ask, which is answered then
 */
export function answerCors(req: IncomingMessage, res: ServerResponse, origins: Origins): boolean {
  const { origin } = req.headers;
  if (origin !== undefined && origins.guests.includes(origin)) {
    res.setHeader('access-control-allow-origin', origin);
    res.setHeader('access-control-allow-credentials', 'true');
    res.setHeader('cross-origin-resource-policy', 'cross-origin');
    res.setHeader('vary', 'origin');
    if (req.method === 'OPTIONS') {
      res.setHeader('access-control-allow-methods', 'GET, POST');
      res.setHeader('access-control-allow-headers', 'authorization, content-type');
      res.setHeader('access-control-max-age', '600');
    }
  }
  if (req.method !== 'OPTIONS') return false;
  res.writeHead(204).end();
  return true;
}
