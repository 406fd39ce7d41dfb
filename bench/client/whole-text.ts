import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

/** Builds the web app with answers that are read as a whole each time, as react-markdown is used mostly. */
export async function buildWholeText(outDir: string): Promise<void> {
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, chunkSizeWarningLimit: 2_000 },
    plugins: [
      {
        name: 'whole-text',
        enforce: 'pre',
        resolveId: (source: string) =>
          source.endsWith('/markdown/markdown.tsx') ? join(import.meta.dirname, 'whole-markdown.tsx') : null,
      },
    ],
  });
}

/** Lets a page have another build of the web app than the server's. */
export async function serveInstead(page: Page, folder: string): Promise<void> {
  // a document that a test hands over has no address of its own, and may not open sockets to this machine unasked
  await page.context().grantPermissions(['local-network-access'], { origin: new URL(page.url()).origin });
  await page.route(
    ({ pathname }) => !/^\/(api|trpc|pdfjs)\b/.test(pathname),
    (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill({ path: join(folder, /\.\w+$/.test(pathname) ? pathname : 'index.html') });
    },
  );
}
