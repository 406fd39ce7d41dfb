import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { account, answered, classId, troubled } from '#tests/fixtures/story.ts';
import { startFixtureApp } from '#tests/fixtures/load.ts';
import { turnOf } from '#tests/harness/answer-view.ts';
import type { TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { highlighted, viewerOf } from '#tests/harness/viewer.ts';
import { enter, signIn } from '#tests/harness/web-person.ts';

const violationsSchema = z.object({
  violations: z.array(
    z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
  ),
});

let app: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  app = await startFixtureApp(1);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

/** Everything that axe has to say about a page, once nothing in it moves any more. */
async function complaints(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  await page.evaluate(axe.source);
  const { violations } = violationsSchema.parse(await page.evaluate('axe.run()'));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}\n${failureSummary}`),
  );
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('FE-10 axe finds nothing on any page', async () => {
    const found: Record<string, string[]> = {};
    await using window = await browser.window({ colorScheme });
    const { page } = await window.open(app.url);
    const look = async (name: string): Promise<void> => {
      found[name] = await complaints(page);
    };
    await page.getByRole('button', { name: 'Try as guest' }).waitFor();
    await look('sign in');
    await page.getByRole('button', { name: 'New here? Create an account' }).click();
    await look('create an account');
    await page.getByRole('button', { name: 'Have an account? Sign in' }).click();
    await page.getByLabel('E-mail').fill('nobody@example.org');
    await page.getByLabel('Password', { exact: true }).fill('wrong password');
    await page.keyboard.press('Enter');
    await page.getByText('E-mail or password is wrong.').waitFor();
    await look('refused');
    await page.getByRole('button', { name: 'Forgot it?' }).click();
    await look('forgot');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Ask for your link' }).waitFor();
    await look('link sent');
    await page.goto(`${app.url}/reset-password?token=any`);
    await page.getByLabel('New password', { exact: true }).waitFor();
    await look('reset');
    await page.goto(`${app.url}/confirm?token=any`);
    await page.getByRole('heading', { name: 'The address was not confirmed' }).waitFor();
    await look('confirm');

    await signIn(window, app.url, account.email, account.password);
    await page.goto(`${app.url}/class/${classId}/new`);
    await page.getByRole('region', { name: 'You could ask' }).waitFor();
    await look('class');
    await page.getByRole('button', { name: 'Choose documents to ask' }).click();
    await page.getByRole('option').first().click();
    await look('documents to choose');
    await page.keyboard.press('Escape');
    await page.getByRole('list', { name: 'Chosen documents' }).waitFor();
    await look('chosen documents');
    await page.getByRole('button', { name: /^Choose a class/ }).click();
    await page.getByRole('menu').waitFor();
    await look('menu');
    await page.getByRole('menuitem', { name: 'Delete class' }).click();
    await page.getByRole('dialog').waitFor();
    await look('dialogue');

    await page.goto(`${app.url}/class/${classId}/chat/${answered.sessionId}`);
    const marker = turnOf(page, answered.turns[1].question)
      .getByRole('button', { name: /^Footnote 1: Cell division/ })
      .first();
    await marker.waitFor();
    await look('chat');
    await marker.click();
    await highlighted(page);
    await look('source, PDF');
    await turnOf(page, answered.turns[0].question)
      .getByRole('button', { name: /^Footnote 1: Energy/ })
      .first()
      .click();
    await viewerOf(page).getByText('Mitochondria turn sugar').waitFor();
    await look('source, text');
    const { doc = '' } = Object.fromEntries(new URL(page.url()).searchParams);
    await page.goto(`${app.url}/class/${classId}/document/${doc.replaceAll('"', '')}`);
    await page.getByRole('main').getByRole('heading', { name: 'Energy.md' }).waitFor();
    await viewerOf(page).getByText('Mitochondria turn sugar').waitFor();
    await look('a document and its chat');
    await viewerOf(page).getByRole('button', { name: 'Search in this document' }).click();
    await page.keyboard.type('cell');
    await viewerOf(page).getByRole('list', { name: 'Places found' }).waitFor();
    await look('search in a document');
    await page.goto(`${app.url}/class/${classId}/chat/${troubled.sessionId}`);
    await page.getByRole('region', { name: 'You could ask instead' }).waitFor();
    await look('answers that failed, were stopped, found nothing');
    await page.goto(`${app.url}/class/${'0'.repeat(24)}/new`);
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    await look('nothing here');

    await page.goto(`${app.url}/account`);
    await page.getByRole('form', { name: 'Change password' }).waitFor();
    await page.getByLabel('What it is for').fill('A script');
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByLabel('Token “A script”').waitFor();
    await look('account');
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('dialog').waitFor();
    await look('delete everything');

    await using newcomer = await enter(app, browser, { look: { colorScheme } });
    await newcomer.page.getByRole('heading', { name: 'Your first class' }).waitFor();
    found['first class'] = await complaints(newcomer.page);
    await newcomer.page.getByRole('textbox', { name: 'Name of the class' }).fill('Empty');
    await newcomer.page.getByRole('button', { name: 'Create class' }).click();
    await newcomer.page.getByRole('heading', { name: 'Nothing to read yet' }).waitFor();
    found['empty class'] = await complaints(newcomer.page);
    expect(Object.keys(found)).toHaveLength(23);
    expect(Object.entries(found).filter(([, said]) => said.length > 0)).toEqual([]);
  });
});
