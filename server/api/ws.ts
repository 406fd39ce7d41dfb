import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate as afterEvents, setTimeout as delay } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Auth } from '#server/accounts/auth.ts';
import type { Config } from '#server/config.ts';
import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import { clientAddress } from './address.ts';
import { type Flow, lineLimits, type LineLimits } from './line.ts';
import { createPassWatch } from './pass-watch.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { credentialsOf } from './request-user.ts';
import { createTally } from './tally.ts';
import { logUnexpected, type TrpcDeps } from './trpc-route.ts';
import { serveConnection, tooManySockets } from './ws-connection.ts';

export interface Sockets {
  /** Takes no more connections and tells every client to connect anew: to another server. */
  reconnect(): void;
  /** Ends every connection, in order where the client answers within a second. */
  close(): Promise<void>;
  readonly open: number;
  /** bytes that wait to be sent, on all sockets together */
  readonly buffered: number;
}

interface WsDeps extends Omit<TrpcDeps, 'identify'> {
  server: Server;
  auth: Pick<Auth, 'admit' | 'ended'>;
  config: Pick<Config, 'TRUST_PROXY'>;
  onDropped?: () => void;
  keepAliveMs?: number;
  lineLimits?: Partial<LineLimits>;
}

const closeMs = 1_000;
const lookAtPassesMs = 3_000;

/**
 * Serves tRPC over WebSocket at /trpc. Who is asking is settled when the socket opens, by the cookie that its upgrade
 * brings or by the token in `connectionParams`, and asked again at every call.
 */
export function createWs({ server, config, auth, keepAliveMs = 30_000, ...deps }: WsDeps): Sockets {
  const { origins, log } = deps;
  const wss = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes, perMessageDeflate: false });
  const perAddress = createTally(limits.socketsPerAddress);
  const flows = new Map<WebSocket, Flow>();
  const connection = {
    ...deps,
    wss,
    admit: auth.admit,
    ended: auth.ended,
    passWatch: createPassWatch({ ended: auth.ended, log, everyMs: lookAtPassesMs }),
    perUser: createTally(limits.socketsPerUser),
    lineLimits: { ...lineLimits, ...deps.lineLimits },
    keepAliveMs,
    onDropped: deps.onDropped ?? (() => undefined),
  };
  let isLeaving = false;

  async function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (!/^\/trpc(?:\?|$)/.test(req.url ?? '/')) throw new Failure('NOT_FOUND', 'There is no such address.');
    if (isLeaving) throw new Failure('UNAVAILABLE', 'The server is about to stop. Try again in a moment.');
    const credentials = credentialsOf(req, origins);
    const leave = perAddress.take(clientAddress(req, config.TRUST_PROXY));
    if (leave === null) throw tooManySockets('address');
    socket.once('close', leave);
    const given = await auth.admit(credentials);
    const meant = new URL(req.url ?? '/', 'http://localhost').searchParams.get('as');
    // a page of somebody who was signed in here before is nobody's, whoever's cookie comes with it now
    const pass = meant === null || meant === given?.user.userId ? given : null;
    if (socket.destroyed) return;
    wss.handleUpgrade(req, socket, head, (client) => {
      flows.set(client, serveConnection(connection, { client, socket, req, pass }));
      client.once('close', () => flows.delete(client));
    });
  }

  server.on('upgrade', (req, socket, head) => {
    socket.on('error', () => socket.destroy());
    upgrade(req, socket, head).catch((error: unknown) => {
      refuseUpgrade(socket, error);
      logUnexpected(log, error, req.url?.split('?')[0]);
    });
  });

  return {
    reconnect: () => {
      isLeaving = true;
      for (const client of wss.clients) client.send('{"id":null,"method":"reconnect"}');
    },
    close: async () => {
      isLeaving = true;
      const soon = delay(closeMs, undefined, { ref: false });
      // what has just ended is on its way to its watchers; those who are behind get a moment to take it
      await afterEvents();
      await Promise.race([Promise.all([...flows.values()].map((flow) => flow.writable())), soon]);
      const closed = [...wss.clients].map((client) => new Promise((resolve) => client.once('close', resolve)));
      for (const client of wss.clients) client.close(1001, 'the server stops');
      await Promise.race([Promise.all(closed), soon]);
      for (const client of wss.clients) client.terminate();
      wss.close();
    },
    get open() {
      return wss.clients.size;
    },
    get buffered() {
      return [...wss.clients].reduce((sum, client) => sum + client.bufferedAmount, 0);
    },
  };
}
