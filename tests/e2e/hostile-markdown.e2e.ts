import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

const evil = 'http://evil.invalid';
const run = 'window.ran=true;alert(1)';

/** Each of these runs something or fetches something where a page takes an answer for its own. */
const hostile = [
  `<script>${run}</script>`,
  `<script src="${evil}/script.js"></script>`,
  `<img src="${evil}/raw.png" onerror="${run}">`,
  `Inline <b onmouseover="${run}">bold</b> and <img src=x onerror="${run}"> in a line.`,
  `<svg onload="${run}"><image href="${evil}/svg.png"/></svg>`,
  `<iframe src="${evil}/frame" srcdoc="<script>parent.ran=true</script>"></iframe>`,
  `<style>@import url(${evil}/style.css); body { display: none }</style>`,
  `<link rel="stylesheet" href="${evil}/link.css"><base href="${evil}/"><meta http-equiv="refresh" content="0;url=${evil}/meta">`,
  `<form action="${evil}/form"><button>form button</button></form><object data="${evil}/object"></object>`,
  `![remote image](${evil}/markdown.png) and ![by reference][picture]`,
  `[script link](javascript:${run})`,
  `[coded script link](&#106;avascript:${run})`,
  `[blank script link](java\tscript:${run})`,
  `[data link](data:text/html,<script>${run}</script>)`,
  `[file link](file:///etc/passwd) [own scheme](vbscript:x) [blob link](blob:${evil}/1)`,
  `[by reference][bad] [protocol relative](//evil.invalid/relative) [backslashes](/\\evil.invalid/back)`,
  `<javascript:${run}> <data:text/html,x> <https://plain.example/auto> www.plain.example/bare`,
  '[good link](https://plain.example/good "a title")',
  `| table | <img src="${evil}/cell.png" onerror="${run}"> |\n|---|---|\n| <script>${run}</script> | [cell link](javascript:${run}) |`,
  '```html\n<script>window.ran=true</script>\n```',
  `[bad]: javascript:${run}\n[picture]: ${evil}/reference.png`,
  `Formulas: $\\href{javascript:${run}}{x}$, $\\includegraphics{${evil}/formula.png}$, $\\htmlStyle{background:url(${evil}/style)}{y}$.`,
  '<details open ontoggle="window.ran=true"><summary>open me</summary></details>',
].join('\n\n');

const question = 'What does the poisoned text say?';

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

test('SE-06 hostile Markdown in an answer, its source and its question: nothing runs, nothing is fetched, links lead to the web only', async () => {
  const person = await app.person();
  const poisoned = `The poisoned text says <img src="${evil}/quote.png" onerror="${run}"> and <script>${run}</script>.`;
  const { classId } = await classWith(app, person, [
    { name: `poisoned <img src=x onerror=${run}>.txt`, content: poisoned },
  ]);
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const turn = turnOf(page, question);
  const call = await askByHand(app, page, question);
  call.send('It says [1].\n\n');
  for (const piece of hostile.match(/[\s\S]{1,37}/g) ?? []) call.send(piece);
  call.send('\n\nThe end of it.').finish();
  await whole(page, question);
  await turn.locator('.prose pre code').waitFor();

  const links = await turn
    .locator('.prose a')
    .evaluateAll((all) =>
      all
        .filter((link) => link instanceof HTMLAnchorElement)
        .map(({ protocol, host, target, rel }) => ({ protocol, host, target, rel })),
    );
  expect(links.length).toBeGreaterThanOrEqual(3);
  for (const link of links) {
    expect(['http:', 'https:']).toContain(link.protocol);
    expect(link).toMatchObject({ target: '_blank', rel: 'noopener noreferrer' });
  }
  expect(links.map(({ host }) => host)).not.toContain('evil.invalid');
  for (const name of [
    'script link',
    'coded script link',
    'blank script link',
    'data link',
    'cell link',
    'by reference',
    'own scheme',
  ]) {
    const words = turn.getByText(name).first();
    await words.click();
    expect(await words.evaluate((element) => element.closest('a')?.href ?? null), name).toBeNull();
  }
  const forbidden =
    'script, img, svg:not(.code-copy > *), image, iframe, object, embed, style, link, base, meta, form, details, video, audio, [onerror], [onload], [onmouseover], [srcdoc]';
  expect(await turn.locator('.prose').locator(forbidden).count()).toBe(0);
  expect(await turn.locator('.prose code').first().innerText()).toContain('<script>window.ran=true</script>');
  await turn.getByRole('list', { name: 'Footnotes' }).getByText(poisoned.slice(0, 30)).waitFor();

  await page.reload();
  await turn.getByText('The end of it.').waitFor();
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(dialogs).toEqual([]);
  expect(at.foreign).toEqual([]);
  expect(at.problems).toEqual([]);
  expect(page.url()).toContain(app.url);
});
