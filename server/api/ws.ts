import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { getWSConnectionHandler } from '@trpc/server/adapters/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { User } from '#server/accounts/user.ts';
import type { Config } from '#server/config.ts';
import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import { clientAddress } from './address.ts';
import { toTrpcError } from './errors.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { credentialsOf } from './request-user.ts';
import { createTally } from './tally.ts';
import { logUnexpected, type TrpcDeps } from './trpc-route.ts';
import { trpcErrorShape } from './wire-error.ts';
import { createFrames } from './ws-frames.ts';

export interface Sockets {
  /** Tells every client to connect anew: this server is about to stop. */
  reconnect(): void;
  /** Ends every connection, in order where the client answers. */
  close(): void;
  readonly open: number;
}

interface WsDeps extends TrpcDeps {
  server: Server;
  config: Pick<Config, 'TRUST_PROXY'>;
  keepAliveMs?: number;
}

/**
 * Serves tRPC over WebSocket at /trpc. Who is asking is settled when the socket opens: by the cookie that its upgrade
 * brings, or by the token in `connectionParams`. A socket of nobody stays open, and each of its calls is UNAUTHORIZED.
 */
export function createWs({ server, config, keepAliveMs = 30_000, ...deps }: WsDeps): Sockets {
  const { router, contextFor, identify, origins, log } = deps;
  const wss = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes, perMessageDeflate: false });
  const perAddress = createTally(limits.socketsPerAddress);
  const perUser = createTally(limits.socketsPerUser);

  async function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (new URL(req.url ?? '/', 'http://localhost').pathname !== '/trpc')
      throw new Failure('NOT_FOUND', 'There is no such address.');
    const credentials = credentialsOf(req, origins);
    const leave = perAddress.take(clientAddress(req, config.TRUST_PROXY));
    if (leave === null) throw tooManySockets('address');
    socket.once('close', leave);
    const user = await identify(credentials);
    if (!socket.destroyed) wss.handleUpgrade(req, socket, head, (client) => connect(client, req, user));
  }

  function connect(client: WebSocket, req: IncomingMessage, cookieUser: User | null): void {
    const handshake = setTimeout(() => client.close(1002, 'no connection parameters came'), limits.handshakeMs);
    const done = (): void => clearTimeout(handshake);
    if (!/[?&]connectionParams=1(&|$)/.test(req.url ?? '')) done();
    client.once('close', done);
    const frames = createFrames((id, failure) => {
      client.send(JSON.stringify({ id, error: trpcErrorShape(router, failure) }));
    }, done);
    const handle = getWSConnectionHandler({
      wss,
      router,
      experimental_encoder: frames,
      keepAlive: { enabled: true, pingMs: keepAliveMs },
      createContext: async ({ info }) => {
        const token = info.connectionParams?.['token'];
        const user = token === undefined ? cookieUser : await identify({ token });
        const leave = user === null ? () => undefined : perUser.take(user.userId);
        if (leave === null) throw toTrpcError(tooManySockets('account'));
        client.once('close', leave);
        return contextFor(user);
      },
      onError: ({ error, path }) => logUnexpected(log, error, path),
    });
    handle(client, req);
  }

  server.on('upgrade', (req, socket, head) => {
    socket.on('error', () => socket.destroy());
    upgrade(req, socket, head).catch((error: unknown) => {
      refuseUpgrade(socket, error);
      logUnexpected(log, error, req.url);
    });
  });

  return {
    reconnect: () => {
      for (const client of wss.clients) client.send('{"id":null,"method":"reconnect"}');
    },
    close: () => {
      for (const client of wss.clients) client.close(1001, 'the server stops');
      wss.close();
    },
    get open() {
      return wss.clients.size;
    },
  };
}

const tooManySockets = (whose: 'account' | 'address'): Failure =>
  new Failure('TOO_MANY_REQUESTS', `This ${whose} has too many connections open. Close some tabs.`);
