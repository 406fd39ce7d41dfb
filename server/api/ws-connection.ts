import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { getWSConnectionHandler } from '@trpc/server/adapters/ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Credentials } from '#server/accounts/guard.ts';
import type { Pass } from '#server/accounts/passes.ts';
import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import { toTrpcError } from './errors.ts';
import { createFrameLimit } from './frame-limit.ts';
import { type Flow, type Line, type LineLimits, watchFlow } from './line.ts';
import type { PassWatch } from './pass-watch.ts';
import type { Tally } from './tally.ts';
import { logUnexpected, type TrpcDeps } from './trpc-route.ts';
import { trpcErrorShape } from './wire-error.ts';
import { createFrames } from './ws-frames.ts';

export interface ConnectionDeps extends Omit<TrpcDeps, 'identify'> {
  wss: WebSocketServer;
  admit: (credentials: Credentials) => Promise<Pass | null>;
  ended: (passes: readonly Pass[]) => Promise<readonly Pass[]>;
  passWatch: PassWatch;
  perUser: Tally;
  lineLimits: LineLimits;
  /** how long the other side may be silent before it is asked whether it is there; it has half of that to answer */
  keepAliveMs: number;
  /** Told of a connection that was cut because the other side did not read. */
  onDropped: () => void;
}

export interface Upgraded {
  client: WebSocket;
  socket: Duplex;
  req: IncomingMessage;
  /** who the cookie or header of the upgrade belongs to; null for nobody */
  pass: Pass | null;
}

const floodedMs = 1_000;

/**
 * Serves tRPC on one socket. A socket of nobody stays open, and each of its calls is UNAUTHORIZED; so does one whose
 * session has ended.
 *
 * @returns what watches over the bytes that wait to be sent
 */
export function serveConnection(deps: ConnectionDeps, { client, socket, req, pass: cookiePass }: Upgraded): Flow {
  const { wss, router, contextFor, log } = deps;
  const flow = watchFlow(socket, deps.lineLimits, () => {
    deps.onDropped();
    client.terminate();
  });
  const handshake = setTimeout(() => client.close(1002, 'no connection parameters came'), limits.handshakeMs);
  const done = (): void => clearTimeout(handshake);
  if (!/[?&]connectionParams=1(&|$)/.test(req.url ?? '')) done();
  client.once('close', done);

  const countFrame = createFrameLimit(() => {
    client.close(1008, 'too many messages');
    // nothing more is read, not even the answer to that
    client.pause();
    setTimeout(() => client.terminate(), floodedMs).unref();
  });
  for (const kind of ['message', 'ping', 'pong'] as const)
    client.on(kind, () => {
      countFrame();
      flow.look();
    });

  const frames = createFrames({
    refuse: (id, failure) => client.send(JSON.stringify({ id, error: trpcErrorShape(router, failure) })),
    onMessage: done,
    onSend: () => flow.look(),
    again: (message) => queueMicrotask(() => client.emit('message', Buffer.from(JSON.stringify(message)), false)),
  });
  const handle = getWSConnectionHandler({
    wss,
    router,
    experimental_encoder: frames,
    // on a slow line a ping waits behind what is sent before it
    keepAlive: { enabled: true, pingMs: deps.keepAliveMs, pongWaitMs: deps.keepAliveMs / 2 },
    createContext: async ({ info }) => {
      const token = info.connectionParams?.['token'];
      const pass = token === undefined ? cookiePass : await deps.admit({ token });
      return contextFor(pass?.user ?? null, openLine(deps, client, flow, pass));
    },
    onError: ({ error, path }) => logUnexpected(log, error, path),
  });
  handle(client, req);
  return flow;
}

/** @throws TRPCError TOO_MANY_REQUESTS where the user has too many */
function openLine(deps: ConnectionDeps, client: WebSocket, flow: Flow, pass: Pass | null): Line {
  const { writable, turn } = flow;
  const revoked = new AbortController();
  if (pass === null) return { writable, turn, holds: async () => false, revoked: revoked.signal };
  const leave = deps.perUser.take(pass.user.userId);
  if (leave === null) throw toTrpcError(tooManySockets('account'));
  const end = () => {
    unwatch();
    leave();
  };
  const revoke = () => {
    revoked.abort();
    end();
  };
  const unwatch = deps.passWatch.add({ ...pass, revoke });
  if (client.readyState === client.OPEN) client.once('close', end);
  else end();
  return {
    writable,
    turn,
    holds: async () => {
      if (!revoked.signal.aborted && (await deps.ended([pass])).length > 0) revoke();
      return !revoked.signal.aborted;
    },
    revoked: revoked.signal,
  };
}

export const tooManySockets = (whose: 'account' | 'address'): Failure =>
  new Failure('TOO_MANY_REQUESTS', `This ${whose} has too many connections open. Close some tabs.`);
