import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a line does to the bytes that go through it. */
export interface LineFault {
  /** before each read is handed on */
  delayMs?: number;
  bytesPerSecond?: number;
  /** breaks the connection after so many bytes from the target */
  cutAfter?: number;
  /** half-open: connections stay and are taken, every byte is lost; they are reset when the fault is over */
  silent?: boolean;
  /** nobody reads what the target sends: it waits, and is handed on when the fault is over */
  unread?: boolean;
}

export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Breaks every connection and refuses new ones, as a server that went away does. */
  goAway(): void;
  comeBack(): void;
  /** Resets every connection; new ones are taken. */
  reset(): void;
  /** How the line behaves from now on, open connections included; null: it is a good one again. */
  misbehave(fault: LineFault | null): void;
}

interface Line {
  fault: LineFault | null;
  /** aborted, and replaced, whenever the fault changes */
  changed: AbortController;
}

/** Stands between a client and a server on this machine. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const damaged = new Set<Socket>();
  const line: Line = { fault: null, changed: new AbortController() };
  let isAway = false;
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      sockets.delete(socket);
      damaged.delete(socket);
    });
  };
  const server = createServer((client) => {
    track(client);
    if (isAway) return client.resetAndDestroy();
    const target = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    track(target);
    client.setNoDelay(true);
    client.once('close', () => target.destroy());
    target.once('close', () => client.destroy());
    void pump(line, client, target, false, () => damaged.add(client));
    void pump(line, target, client, true, () => damaged.add(client));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const breakThose = (broken: Set<Socket>) => {
    for (const socket of broken) socket.resetAndDestroy();
  };
  const misbehave = (fault: LineFault | null) => {
    line.fault = fault;
    line.changed.abort();
    line.changed = new AbortController();
    breakThose(damaged);
  };
  return {
    port: address.port,
    goAway: () => {
      isAway = true;
      breakThose(sockets);
    },
    comeBack: () => {
      isAway = false;
    },
    reset: () => breakThose(sockets),
    misbehave,
    [Symbol.asyncDispose]: async () => {
      isAway = true;
      misbehave(null);
      breakThose(sockets);
      server.close();
      await once(server, 'close');
    },
  };
}

/** Hands on what comes, as the line's fault of the moment lets it. */
async function pump(line: Line, from: Socket, to: Socket, isReply: boolean, damage: () => void): Promise<void> {
  let left: number | null = null;
  try {
    for await (const chunk of from) {
      if (!Buffer.isBuffer(chunk)) continue;
      if (isReply) await untilRead(line);
      const { delayMs, bytesPerSecond, cutAfter, silent } = line.fault ?? {};
      if (silent === true) {
        damage();
        continue;
      }
      if (delayMs !== undefined) await sleepUntilChange(line, delayMs);
      if (bytesPerSecond !== undefined) await sleepUntilChange(line, (chunk.length / bytesPerSecond) * 1_000);
      left = cutAfter === undefined || !isReply ? null : (left ?? cutAfter);
      if (left !== null && chunk.length >= left) {
        to.write(chunk.subarray(0, left), () => to.resetAndDestroy());
        return;
      }
      if (left !== null) left -= chunk.length;
      if (!to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
    }
  } catch {
    // a reset; 'close' ends the other side
  }
  to.destroy();
}

async function untilRead(line: Line): Promise<void> {
  for (;;) {
    if (line.fault?.unread !== true) return;
    await sleepUntilChange(line, 60_000);
  }
}

const sleepUntilChange = (line: Line, ms: number): Promise<void> =>
  sleep(ms, undefined, { signal: line.changed.signal, ref: false }).catch(() => undefined);
