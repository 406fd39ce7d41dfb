import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';

let app: TestApp;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
  ({ classId } = await classWith(app, person, [osmosis]));
});
afterAll(() => app[Symbol.asyncDispose]());

const questions = [
  ['general_qa', 'What is osmosis?'],
  ['follow_up', 'Tell me more'],
  ['quote_finding', 'Find a quote about osmosis'],
  ['study_guide', 'Make a study guide on osmosis'],
  ['summary', 'Summarize this class'],
] as const;

/** Asks every kind of question in one session and looks at what the model was told. */
async function promptsOf(source: 'main_app' | 'chrome_extension'): Promise<Map<string, string>> {
  const sessionId = newId();
  const prompts = new Map<string, string>();
  app.model.always({ pieces: ['Water moves [1].'] });
  for (const [route, text] of questions) {
    const before = app.model.calls.length;
    const turn = await askToEnd(person.client, { text, sessionId, classId, source });
    expect(turn.answers[0]?.route ?? route).toBe(route);
    const last = app.model.calls.slice(before).at(-1);
    prompts.set(route, last?.request.messages.map(({ content }) => content).join('\n') ?? '');
  }
  return prompts;
}

test('BC-05, PY-11a an extension session gets the extension’s prompt, on every route', async () => {
  for (const [route, prompt] of await promptsOf('chrome_extension')) {
    expect(prompt, route).toContain('direct answer');
    expect(prompt, route).toContain('short plain explanation');
  }
});

test('PY-11b in the web app each route has a prompt of its own, without the extension’s', async () => {
  const prompts = await promptsOf('main_app');
  for (const [route, prompt] of prompts) expect(prompt, route).not.toContain('short plain explanation');
  const tasks = [...prompts.values()].map((prompt) => prompt.split('\n', 2).join('\n'));
  expect(new Set(tasks).size).toBe(questions.length);
});
