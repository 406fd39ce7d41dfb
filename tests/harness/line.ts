import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** A line to a server that can fail: what goes through it is not changed. */
export interface Line extends AsyncDisposable {
  url: string;
  /** Says where the line leads, before anybody uses it. */
  leadTo(target: string): void;
  /** Breaks every connection and takes no new ones. */
  breakDown(): void;
  /** Takes connections again. */
  mend(): void;
}

/** Opens a line; it comes before the server, which must know the line's address as an origin of its pages. */
export async function openLine(): Promise<Line> {
  let target = new URL('http://127.0.0.1:9');
  const open = new Set<Socket>();
  let isBroken = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
    if (isBroken) near.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  const drop = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    leadTo: (url) => {
      target = new URL(url);
    },
    breakDown: () => {
      isBroken = true;
      drop();
    },
    mend: () => {
      isBroken = false;
    },
    [Symbol.asyncDispose]: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
