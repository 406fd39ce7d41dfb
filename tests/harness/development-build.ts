import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The web app with React's development checks, which production builds leave out. */
export interface DevelopmentBuild extends AsyncDisposable {
  /** Gives its files to a browser in place of the app's own; everything else goes to the app. */
  serveTo(context: BrowserContext, url: string): Promise<void>;
}

export async function buildForDevelopment(): Promise<DevelopmentBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-development-'));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--mode', 'development', '--logLevel', 'warn', '--outDir', folder],
    { env: { ...process.env, NODE_ENV: 'development' }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the development build failed: ${stderr}`);
  return {
    serveTo: async (context, url) => {
      // A page that does not come over the network is nowhere, and needs leave to reach this machine.
      await context.grantPermissions(['local-network-access'], { origin: url });
      await context.route(
        (address) => address.origin === url && !/^\/(api|trpc)\b/.test(address.pathname),
        async (route) => {
          const { pathname } = new URL(route.request().url());
          const file = extname(pathname) === '' ? '/index.html' : pathname;
          const body = await readFile(join(folder, file)).catch(() => null);
          if (body === null) return route.fulfill({ status: 404 });
          return route.fulfill({ body, contentType: types[extname(file)] ?? 'application/octet-stream' });
        },
      );
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
