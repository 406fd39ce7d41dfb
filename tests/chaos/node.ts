import { type ServerProcess, startServerProcess } from '#tests/harness/server-process.ts';
import { startTcpProxy, type TcpProxy } from '#tests/harness/tcp-proxy.ts';
import type { LinkName } from './command.ts';

/** A server of the world: a real process, and the lines between it and what it stands on. */
export interface Node extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly links: Partial<Record<Exclude<LinkName, 'tabs'>, TcpProxy>>;
  readonly isUp: boolean;
  /** Ends it and starts it again after a while. */
  restart(signal: 'SIGKILL' | 'SIGTERM', downMs: number): Promise<void>;
  /** Resolves when it is up, also where it is on its way down or up now. */
  up(): Promise<void>;
  /** Ends it for good, as SIGTERM does, until `up` is called. */
  down(): Promise<void>;
  /** What it printed since it was last asked, one line each. */
  takeLines(): string[];
}

export interface NodeSettings {
  port: number;
  /** the ports that the lines lead to */
  targets: Partial<Record<Exclude<LinkName, 'tabs'>, number>>;
  env: (ports: Partial<Record<Exclude<LinkName, 'tabs'>, number>>) => Record<string, string>;
}

const linkNames = ['redis', 'database', 'model'] as const;

export async function openNode({ port, targets, env }: NodeSettings): Promise<Node> {
  const links: Node['links'] = {};
  const ports: NodeSettings['targets'] = {};
  for (const name of linkNames) {
    const target = targets[name];
    if (target === undefined) continue;
    const proxy = await startTcpProxy(target);
    links[name] = proxy;
    ports[name] = proxy.port;
  }
  const lines: string[] = [];
  let server: ServerProcess | null = null;
  let taken = 0;
  let changing: Promise<void> = Promise.resolve();

  const keepLines = (of: ServerProcess | null) => {
    const fresh = (of?.output ?? '').slice(taken);
    taken += fresh.length;
    lines.push(...fresh.split('\n').filter((line) => line.trim() !== ''));
  };
  const start = async () => {
    if (server !== null) return;
    const started = await startServerProcess({ PORT: String(port), ...env(ports) });
    taken = 0;
    server = started;
    void started.exited.then((code) => {
      if (server === started) lines.push(`the server exited by itself with ${code}: ${started.output.slice(-2_000)}`);
    });
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (server === null) return;
    const ending = server;
    server = null;
    const code = await ending.end(signal);
    keepLines(ending);
    if (signal === 'SIGTERM' && code !== 0) lines.push(`the server exited with ${code} after SIGTERM`);
  };
  const then = (change: () => Promise<void>): Promise<void> => (changing = changing.then(change));

  try {
    await start();
  } catch (error) {
    await Promise.all(Object.values(links).map((proxy) => proxy[Symbol.asyncDispose]()));
    throw error;
  }
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    links,
    get isUp() {
      return server !== null;
    },
    restart: (signal, downMs) =>
      then(async () => {
        await end(signal);
        await new Promise((resolve) => setTimeout(resolve, downMs));
        await startAgain(start, lines);
      }),
    up: () => then(() => startAgain(start, lines)),
    down: () => then(() => end('SIGTERM')),
    takeLines: () => {
      keepLines(server);
      return lines.splice(0);
    },
    [Symbol.asyncDispose]: async () => {
      await changing;
      const ending = server;
      server = null;
      await ending?.end('SIGKILL');
      await Promise.all(Object.values(links).map((proxy) => proxy[Symbol.asyncDispose]()));
    },
  };
}

/** A server that finds its database or Redis away does not start: whoever runs it starts it again, as here. */
async function startAgain(start: () => Promise<void>, lines: string[]): Promise<void> {
  const until = Date.now() + 40_000;
  for (;;) {
    try {
      await start();
      return;
    } catch (error) {
      if (Date.now() > until) {
        lines.push(`the server did not start: ${String(error)}`);
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
