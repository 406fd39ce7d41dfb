import { expect, test } from 'vitest';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp } from '#tests/harness/app.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { classWith } from '#tests/harness/documents.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { overhang, phone } from '#tests/harness/phone.ts';
import { highlighted, shownPage, viewerOf } from '#tests/harness/viewer.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';
const pdf = makePdf([
  ['Cells', '', 'Cells are small.'],
  ['Osmosis', '', 'Osmosis is water that moves through a membrane.'],
]);

test('FE-11 at 360 px, by touch: ask, footnote, source, library, chats', async () => {
  await using app = await startTestApp();
  await using browser = await startBrowser();
  const person = await app.person();
  await classWith(app, person, [{ name: 'A rather long name of a chapter about cells and osmosis.pdf', content: pdf }]);
  await using at = await enter(app, browser, { person, look: phone });
  const { page } = at;
  const composer = page.getByRole('textbox', { name: 'Question' });
  await composer.waitFor();
  expect(await overhang(page)).toBe(0);

  app.model.next({
    pieces: [
      'Water moves [1].\n\n| a | wide | table | of | many | columns | that | does | not | fit |\n|-|-|-|-|-|-|-|-|-|-|\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |',
    ],
  });
  await composer.fill(question);
  await page.getByRole('button', { name: 'Send' }).tap();
  await whole(page, question);
  await turnOf(page, question).getByRole('table').waitFor();
  expect(await overhang(page)).toBe(0);

  await turnOf(page, question)
    .getByRole('button', { name: /^Footnote 1:/ })
    .tap();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('Osmosis is water that moves').waitFor();
  await sheet.getByRole('button', { name: 'Open page 2' }).tap();
  const lit = await highlighted(page);
  expect(lit).toMatchObject({ pages: [2], inView: true });
  expect(await shownPage(page)).toBe(2);
  expect(await overhang(page)).toBe(0);
  expect(await viewerOf(page).evaluate((panel) => panel.getBoundingClientRect().width)).toBe(360);
  await viewerOf(page).getByRole('button', { name: 'Close the source' }).tap();
  await viewerOf(page).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Show library and chats' }).tap();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('link', { name: question }).waitFor();
  expect(await overhang(page)).toBe(0);
  await drawer.getByRole('button', { name: /^A rather long name/ }).tap();
  await viewerOf(page)
    .getByRole('heading', { name: /^A rather long name/ })
    .waitFor();
  expect(at.problems).toEqual([]);
});
