import { startTestApp } from '#tests/harness/app.ts';
import type { TestBrowser } from '#tests/harness/browser.ts';
import { openLine } from '#tests/harness/line.ts';
import type { Look } from './looks.ts';
import type { Stage } from './scene.ts';
import { newStudent } from './student.ts';

export interface OpenStage extends Stage, AsyncDisposable {
  /** Does what the scene has left to be done, last things first. */
  clear: () => Promise<void>;
}

/** An app with a student in it, seen on one screen. */
export async function openStage(browser: TestBrowser, look: Look): Promise<OpenStage> {
  const line = await openLine();
  const app = await startTestApp({ ALLOWED_ORIGINS: line.url }, { summariesWait: false });
  line.leadTo(app.url);
  const left: (() => unknown)[] = [];
  return {
    app,
    line,
    browser,
    look,
    student: await newStudent(app),
    after: (act) => void left.push(act),
    clear: async () => {
      for (const act of left.splice(0).toReversed()) await act();
    },
    [Symbol.asyncDispose]: async () => {
      await app[Symbol.asyncDispose]();
      await line[Symbol.asyncDispose]();
    },
  };
}
