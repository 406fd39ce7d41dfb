import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../machine.ts';

/** Chromium beside other work of the same machine: no services of its own, no QUIC. */
const flags = [
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
  /** what the console and the page itself said, as errors */
  readonly problems: readonly string[];
  /** addresses asked for outside the app */
  readonly foreign: readonly string[];
}

/** A browser window with a profile of its own: its cookies and storage are nobody else's. */
export interface TestWindow extends AsyncDisposable {
  context: BrowserContext;
  open(url: string): Promise<TestPage>;
}

export interface TestBrowser extends AsyncDisposable {
  window(look?: Look): Promise<TestWindow>;
}

export interface Look {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  /** a touch screen instead of a mouse */
  touch?: boolean;
}

/** One Chromium for a file of tests; each test takes a window. */
export async function startBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: flags });
  return {
    window: async ({ width = 1440, height = 900, colorScheme = 'light', touch = false } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        hasTouch: touch,
        isMobile: touch,
        locale: 'en-GB',
      });
      context.setDefaultTimeout(60_000);
      return {
        context,
        open: (url) => openPage(context, url),
        [Symbol.asyncDispose]: () => context.close(),
      };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function openPage(context: BrowserContext, url: string): Promise<TestPage> {
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
}
