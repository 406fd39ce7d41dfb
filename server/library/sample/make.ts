import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** Sets `source/chapter.html` into the PDF beside this file: `node server/library/sample/make.ts`. */
async function make(): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'footnote-sample-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--allow-file-access-from-files',
    ],
  });
  try {
    const page = await browser.newPage();
    await page.goto(new URL('source/chapter.html', import.meta.url).href);
    await refuseOverflow(page);
    await page.pdf({
      path: new URL('how-memory-and-sleep-work.pdf', import.meta.url).pathname,
      preferCSSPageSize: true,
      printBackground: true,
      outline: true,
      tagged: true,
    });
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** A page whose text runs into its foot would be cut in print: better no PDF than a sentence without its end. */
async function refuseOverflow(page: Page): Promise<void> {
  const full = await page.locator('.page').evaluateAll((pages) => {
    const foot = 68;
    const room = (one: Element) =>
      one.getBoundingClientRect().bottom - (one.lastElementChild?.getBoundingClientRect().bottom ?? 0) - foot;
    return pages
      .map(room)
      .flatMap((left, index) => (left < 0 ? [`page ${index + 1} is ${Math.ceil(-left)} px too long`] : []));
  });
  if (full.length > 0) throw new Error(full.join(', '));
}

await make();
