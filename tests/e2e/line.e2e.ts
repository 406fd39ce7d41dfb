import { expect, test } from 'vitest';
import { bare, turnOf, watchAnswer, whole } from '#tests/harness/answer-view.ts';
import { startTestApp } from '#tests/harness/app.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { openLine } from '#tests/harness/line.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';

test('FE-12 the connection drops in mid-stream: a quiet notice, and it heals by itself with nothing lost or doubled', async () => {
  await using line = await openLine();
  await using app = await startTestApp({ ALLOWED_ORIGINS: line.url });
  line.leadTo(app.url);
  await using browser = await startBrowser();
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  await using at = await enter(app, browser, { person, url: line.url, path: `/class/${classId}/new` });
  const turn = turnOf(at.page, question);
  const notice = at.page.getByRole('status').filter({ hasText: 'Connection lost' });
  const glimpses = await watchAnswer(at.page, question);
  const call = await askByHand(app, at.page, question);
  call.send('Before the break, ');
  await turn.getByText('Before the break,').waitFor();
  expect(await notice.count()).toBe(0);

  line.breakDown();
  call.send('during it ');
  await notice.waitFor();
  expect(await turn.getByText('Before the break,').isVisible()).toBe(true);

  line.mend();
  await turn.getByText('Before the break, during it').waitFor();
  await notice.waitFor({ state: 'detached' });
  call.send('and after [1].').finish();
  await whole(at.page, question);

  const all = bare('Before the break, during it and after.');
  const seen = await glimpses();
  expect(bare(seen.at(-1)?.text ?? '')).toBe(all);
  for (const { text } of seen) expect(all.startsWith(bare(text)), `“${text}” begins the answer`).toBe(true);
});
