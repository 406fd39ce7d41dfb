import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sockets } from './ws.ts';

const lastRepliesMs = 2_000;

/**
 * Takes no more connections and ends those that are open: sockets by a close frame, requests with their reply. Whoever
 * does not read or does not answer delays it by 3 s at most.
 */
export async function closeDoor(http: Server, sockets: Sockets): Promise<void> {
  const closed = http.listening ? once(http, 'close') : Promise.resolve();
  http.close();
  await sockets.close();
  await Promise.race([closed, delay(lastRepliesMs, undefined, { ref: false })]);
  http.closeAllConnections();
}
