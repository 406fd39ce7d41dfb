import type { Page } from 'playwright-core';
import type { Person, TestApp } from '#tests/harness/app.ts';
import type { TestBrowser } from '#tests/harness/browser.ts';
import type { Line } from '#tests/harness/line.ts';
import { enter } from '#tests/harness/web-person.ts';
import type { Look } from './looks.ts';
import type { Student } from './student.ts';

/** Where the scenes of one width are played: an app of their own, reached by a line that can fail. */
export interface Stage {
  app: TestApp;
  line: Line;
  browser: TestBrowser;
  look: Look;
  /** has the sample class, two more, and chats of some weeks */
  student: Student;
  /** what is to be done once the scene's pictures are taken; its windows close by themselves */
  after: (act: () => unknown) => void;
}

/** A page in one state, under the name of its pictures. */
export interface Scene {
  name: string;
  /** the widths that have this state; left out: all */
  widths?: readonly Look['width'][];
  /** Brings the state about and leaves nothing moving in it but what always does. */
  open: (stage: Stage) => Promise<Page>;
}

/** What waits longer than this, in milliseconds, waits for nothing, on any machine. */
const patienceMs = 60_000;

/** Opens a page for somebody who is signed in: the student, if nobody else is given. */
export async function openFor(stage: Stage, path: string, person: Person = stage.student): Promise<Page> {
  const { app, browser, look, line } = stage;
  const at = await enter(app, browser, { person, path, look, url: line.url });
  at.window.context.setDefaultTimeout(patienceMs);
  stage.after(() => at[Symbol.asyncDispose]());
  return at.page;
}

/** Opens the door, for nobody yet. */
export async function openOutside(stage: Stage, path = '/'): Promise<Page> {
  const window = await stage.browser.window(stage.look);
  stage.after(() => window[Symbol.asyncDispose]());
  return (await window.open(stage.line.url + path)).page;
}

/** Deletes the chats of this name after the scene, so that they are in no other. */
export function forgetChats({ student: { client }, after }: Stage, name: string): void {
  after(async () => {
    const { sessions } = await client.sessions.list.query({});
    for (const one of sessions)
      if (one.name === name) await client.sessions.delete.mutate({ sessionId: one.sessionId });
  });
}

/** Brings the left column into view, where it is a drawer. */
export async function showColumn(page: Page): Promise<void> {
  const opener = page.getByRole('button', { name: 'Show library and chats' });
  await page.getByRole('navigation').or(opener).first().waitFor();
  if (await opener.isVisible()) await opener.click();
  await page.getByRole('navigation', { name: 'Show library and chats' }).waitFor();
}
