import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { toAppError, toTrpcError } from './errors.ts';
import { ForeignOriginError } from './origin.ts';

/** Answers a WebSocket upgrade over plain HTTP, with the reason, and ends the connection. */
export function refuseUpgrade(socket: Duplex, error: unknown): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = error instanceof ForeignOriginError ? 403 : getHTTPStatusCodeFromError(toTrpcError(error));
  const body = JSON.stringify({ error: toAppError(error) });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'connection: close',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
