import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnOf, askHere, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { withOffered } from '#tests/harness/offered.ts';
import { highlighted, shownPage } from '#tests/harness/viewer.ts';
import { enter } from '#tests/harness/web-person.ts';

/** A long report in which one page says how deep the lake is. */
const report = makePdf(
  Array.from({ length: 240 }, (_, index) =>
    index === 136
      ? ['The lake', '', 'Soundings of 1913 found the lake to be 212 metres deep', 'near its northern shore.']
      : [
          `Station ${index + 1}`,
          '',
          'Wind, weather and the number of birds were written down',
          `at station ${index + 1} every morning.`,
        ],
  ),
);

let app: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

test('BC-04, FE-1a an upload shows its progress and is ready by a pushed event; the cited page holds the answer', async () => {
  const person = await app.person();
  const { classId } = await person.client.classes.create.mutate({ name: 'Lakes' });
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  const pushed: string[] = [];
  await page.reload();
  await page.getByRole('heading', { name: 'Nothing to read yet' }).waitFor();
  const loadedAt = await page.evaluate(() => performance.timeOrigin);
  const states = await page.evaluateHandle(() => {
    const seen: string[] = [];
    new MutationObserver(() => {
      const row = document.querySelector('li[data-status]');
      const state = row instanceof HTMLElement ? (row.dataset['status'] ?? '') : '';
      if (state !== '' && state !== seen.at(-1)) seen.push(state);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    return seen;
  });
  const session = await at.window.context.newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.webSocketFrameReceived', ({ response }) => {
    for (const type of response.payloadData.match(/document\.(?:progress|ready|failed)/g) ?? []) pushed.push(type);
  });

  await page
    .getByTestId('file-input')
    .first()
    .setInputFiles({ name: 'Report.pdf', mimeType: 'application/pdf', buffer: Buffer.from(report) });
  await page.getByRole('progressbar', { name: 'Report.pdf' }).first().waitFor();
  await page.getByRole('button', { name: /^Report\.pdf\s*240 pages$/ }).waitFor();

  expect(pushed.at(-1)).toBe('document.ready');
  expect(pushed).toContain('document.progress');
  expect(await states.jsonValue()).toContain('extracting');
  expect((await states.jsonValue()).at(-1)).toBe('ready');

  const question = 'How deep is the lake?';
  app.model.next({ pieces: (request) => [withOffered(request, 'It is 212 metres deep [Soundings of 1913].')] });
  await askHere(page, question);
  await whole(page, question);
  await turnOf(page, question).getByRole('button', { name: 'Footnote 1: Report.pdf, page 137' }).first().click();
  const lit = await highlighted(page);
  expect(lit).toMatchObject({ pages: [137], inView: true });
  expect(lit.text).toContain('212 metres deep');
  expect(await shownPage(page)).toBe(137);
  expect(await page.evaluate(() => performance.timeOrigin), 'the page was never loaded again').toBe(loadedAt);
  expect(at.problems).toEqual([]);
});

test('FE-1b several files at once: each has its own progress and its own verdict', async () => {
  const person = await app.person();
  const { classId } = await person.client.classes.create.mutate({ name: 'Lakes' });
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  await at.page
    .getByTestId('file-input')
    .first()
    .setInputFiles([
      { name: 'Wind.txt', mimeType: 'text/plain', buffer: Buffer.from('The wind blows from the north.') },
      { name: 'Picture.pdf', mimeType: 'application/pdf', buffer: Buffer.from('GIF89a, not a PDF') },
      { name: 'Waves.md', mimeType: 'text/markdown', buffer: Buffer.from('# Waves\n\nWaves follow the wind.') },
    ]);
  const documents = at.page.getByRole('region', { name: 'Documents' });
  await documents.getByRole('button', { name: /^Wind\.txt\s*1 page$/ }).waitFor();
  await documents.getByRole('button', { name: /^Waves\.md\s*1 page$/ }).waitFor();
  const refused = documents.getByRole('alert');
  await refused.getByText('Picture.pdf was not added').waitFor();
  expect(await refused.count()).toBe(1);
  expect((await at.client.documents.list.query({ classId })).documents.map(({ name }) => name).toSorted()).toEqual([
    'Waves.md',
    'Wind.txt',
  ]);
});
