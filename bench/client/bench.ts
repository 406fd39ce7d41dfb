import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter, type WebPerson } from '#tests/harness/web-person.ts';
import { buildWholeText, serveInstead } from './whole-text.ts';

/** The ways to render an answer that are compared: the application's, and its page with react-markdown on the whole text. */
export type Contender = 'footnote' | 'whole text';

export interface ClientBench extends AsyncDisposable {
  app: TestApp;
  browser: TestBrowser;
  person: Person;
  classId: string;
  /** Opens the app for the person; `path` begins with a slash. */
  open(contender: Contender, path: string): Promise<WebPerson>;
}

/** The app with a person who has no limit, a class of two documents, and Chromium. */
export async function openClientBench(): Promise<ClientBench> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  await buildWholeText(folder);
  const app = await startTestApp();
  const browser = await startBrowser();
  const person = await app.person();
  await app.setPlan(person.email, 'premium');
  const second = { name: 'cells.md', content: '# Cells\n\nOsmosis keeps cells upright: their wall holds the water.' };
  const { classId } = await classWith(app, person, [osmosis, second]);
  return {
    app,
    browser,
    person,
    classId,
    open: async (contender, path) => {
      const at = await enter(app, browser, { person, path: '/healthz' });
      if (contender === 'whole text') await serveInstead(at.page, folder);
      await at.page.goto(app.url + path);
      return at;
    },
    [Symbol.asyncDispose]: async () => {
      await browser[Symbol.asyncDispose]();
      await app[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
