import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '#server/config.ts';
import type { Metrics } from '#server/observe/metrics.ts';
import { Failure, notFound } from '#shared/failure.ts';
import { isFromThisMachine } from './loopback.ts';
import { isSameSecret } from './same-secret.ts';

/**
 * `GET /metrics`, to this machine or to whoever brings METRICS_TOKEN as a bearer token.
 *
 * @throws Failure UNAUTHORIZED for a wrong token or none, NOT_FOUND where none is set
 */
export async function handleMetrics(
  metrics: Metrics,
  config: Pick<Config, 'METRICS_TOKEN' | 'TRUST_PROXY'>,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  res.setHeader('cache-control', 'no-store');
  if (!isFromThisMachine(req, config.TRUST_PROXY)) demandToken(config.METRICS_TOKEN, req, res);
  if (req.method !== 'GET' && req.method !== 'HEAD') throw new Failure('BAD_REQUEST', 'Nothing is taken here.');
  const { type, text } = await metrics.read();
  res.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  res.end(req.method === 'HEAD' ? undefined : text);
}

function demandToken(token: string | undefined, req: IncomingMessage, res: ServerResponse): void {
  if (token === undefined) throw notFound('address');
  if (isSameSecret(req.headers.authorization ?? '', `Bearer ${token}`)) return;
  res.setHeader('www-authenticate', 'Bearer realm="metrics"');
  throw new Failure('UNAUTHORIZED', 'Metrics want their token: Authorization: Bearer METRICS_TOKEN.');
}
