import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#shared/turn.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';

let app: TestApp;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
  ({ classId } = await classWith(app, person, [osmosis]));
  app.model.always({ pieces: ['Water moves [1].'] });
});
afterAll(() => app[Symbol.asyncDispose]());

/** The answer as it is stored. */
async function answerTo(text: string, sessionId?: string): Promise<Answer & { sessionId: string }> {
  app.passMinute();
  const turn = await askToEnd(person.client, sessionId === undefined ? { text, classId } : { text, sessionId });
  const stored = await person.client.turns.get.query({ turnId: turn.turnId });
  const [answer] = stored.answers;
  if (answer === undefined) throw new Error(`“${text}” has no answer: ${stored.error?.code ?? 'no error'}`);
  return { ...answer, sessionId: stored.sessionId };
}

const routeOf = async (text: string, sessionId?: string): Promise<Answer['route']> =>
  (await answerTo(text, sessionId)).route;

describe('each question takes one route, and its stored answer says which', () => {
  test.each([
    ['PY-1a', 'general_qa', ['What is osmosis?', 'was ist osmose', 'what is the overview effect']],
    [
      'PY-1c',
      'quote_finding',
      ['Find a quote about osmosis', 'gimme a qoute abt water', 'Trouve une citation sur l’eau'],
    ],
    ['PY-1d', 'study_guide', ['Generate a study guide', 'stdy guide on osmosis pls', 'Crea una guía de estudio']],
    ['PY-1e', 'summary', ['Summarize this', 'tldr', 'pls summarise ch 3', 'Fass das bitte zusammen']],
  ] as const)('%s asked for %s', async (_, route, questions) => {
    for (const question of questions) expect(await routeOf(question)).toBe(route);
  });

  test('PY-1b asked to go on after an answer: follow_up; before one: general_qa', async () => {
    const { sessionId } = await answerTo('What is osmosis?');
    for (const question of ['Tell me more', 'Warum?', 'peux tu réexpliquer', '¿Puedes explicarlo otra vez?']) {
      expect(await routeOf(question, sessionId)).toBe('follow_up');
    }
    expect(await routeOf('Tell me more')).toBe('general_qa');
  });
});

test('PY-2a after a quote request that names nothing, a message that only names a topic goes on with it', async () => {
  const vague = await answerTo('Find a quote');
  expect(vague).toMatchObject({ route: 'quote_finding', outcome: 'needs_context' });
  expect(await routeOf('osmosis', vague.sessionId)).toBe('quote_finding');
  const again = await answerTo('Find a quote');
  expect(await routeOf('What is osmosis?', again.sessionId)).toBe('general_qa');
});

describe('where several routes are asked for', () => {
  const both = 'Summarize chapter 2, then find a quote about osmosis';

  test('the small model decides, in a call of its own', async () => {
    app.model.small.next({ pieces: ['quote_finding'] });
    const before = app.model.small.calls.length;
    expect(await routeOf(both)).toBe('quote_finding');
    expect(app.model.small.calls.length).toBe(before + 1);
    const prompt =
      app.model.small.calls
        .at(-1)
        ?.request.messages.map(({ content }) => content)
        .join('\n') ?? '';
    expect(prompt).toContain(both);
    expect(prompt).not.toContain('study_guide');
  });

  test('without its word within 800 ms the first rule stands, and its call is closed', async () => {
    app.passMinute();
    app.model.small.next('by hand');
    const { watch } = await ask(person.client, { text: both, classId });
    const call = await app.model.small.nextCall();
    await call.closed;
    const [answer] = (await watch.end).turn.answers;
    expect(answer?.route).toBe('summary');
  });

  test('a question that one rule is certain of does not wait for it', async () => {
    const before = app.model.small.calls.length;
    expect(await routeOf('What is osmosis?')).toBe('general_qa');
    expect(app.model.small.calls.length).toBe(before);
  });
});
