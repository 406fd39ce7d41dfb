import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../machine.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface TestPage {
  page: Page;
  /** what the console and failed requests said, as errors */
  readonly problems: readonly string[];
  /** addresses asked for outside the app */
  readonly foreign: readonly string[];
}

export interface TestBrowser extends AsyncDisposable {
  context: BrowserContext;
  open(url: string): Promise<TestPage>;
}

export interface Look {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
}

/** Chromium with an empty profile of its own. */
export async function startBrowser({ width = 1440, height = 900, colorScheme = 'light' }: Look = {}): Promise<TestBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'footnote-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    args: flags,
    viewport: { width, height },
    colorScheme,
    locale: 'en-GB',
  });
  context.setDefaultTimeout(15_000);
  return {
    context,
    open: async (url) => {
      const page = await context.newPage();
      const problems: string[] = [];
      const foreign: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== new URL(url).origin) foreign.push(request.url());
      });
      await page.goto(url);
      return { page, problems, foreign };
    },
    [Symbol.asyncDispose]: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
