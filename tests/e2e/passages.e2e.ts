import { expect, test } from 'vitest';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp } from '#tests/harness/app.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { classWith } from '#tests/harness/documents.ts';
import { offered } from '#tests/harness/offered.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';
const body = `Osmosis is the diffusion of water through a membrane. ${'Water moves towards the side where more is dissolved. '.repeat(6)}`;

test('CP-09 a footnote expands to the original passage, without any header added for search', async () => {
  await using app = await startTestApp();
  await using browser = await startBrowser();
  const person = await app.person();
  const file = { name: 'cells.md', content: `# Chapter of cells\n\n## Section of osmosis\n\n${body}` };
  const { classId } = await classWith(app, person, [file]);
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const call = await askByHand(app, at.page, question);
  call.send(`Water moves [${offered(call.request, 'diffusion of water')}].`).finish();
  await whole(at.page, question);

  const [session] = (await person.client.sessions.list.query({})).sessions;
  const { turns } = await person.client.sessions.get.query({ sessionId: session?.sessionId ?? '' });
  const [citation] = turns[0]?.answers[0]?.citations ?? [];
  if (citation === undefined) throw new Error('nothing was cited');
  const { text } = await person.client.documents.page.query({ documentId: citation.documentId, page: citation.page });
  const original = text.slice(citation.start, citation.end);

  const turn = turnOf(at.page, question);
  const note = turn.getByRole('list', { name: 'Footnotes' }).getByRole('listitem');
  const more = note.getByRole('button', { name: 'Show the passage' });
  await more.focus();
  await at.page.keyboard.press('Enter');
  expect((await note.locator('blockquote').textContent())?.trim()).toBe(original.trim());
  expect(await note.getByRole('button', { name: 'Show less' }).getAttribute('aria-expanded')).toBe('true');
  // what is shown whole is not cut off by the lines that a note has
  const isCut = await note.locator('blockquote').evaluate((quote) => quote.scrollHeight > quote.clientHeight + 1);
  expect(isCut).toBe(false);

  // on a phone the marker opens a sheet with the same passage
  await at.page.setViewportSize({ width: 360, height: 780 });
  await turn.getByRole('button', { name: 'Footnote 1: cells.md, page 1' }).click();
  const sheet = at.page.getByRole('dialog');
  expect((await sheet.locator('blockquote').textContent())?.trim()).toBe(original.trim());
  expect(at.problems).toEqual([]);
});
