import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMarkers } from '#shared/markers.ts';
import type { Citation } from '#shared/passage.ts';
import type { Answer, Turn } from '#shared/turn.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';

const democracy = makePdf([
  [
    'Government by the many',
    '',
    'Democracy is the government of the people, by the people,',
    'for the people, as it was said at Gettysburg.',
  ],
  [
    'Against it some say that a majority can be as unjust as',
    'a king. A democracy needs a consti-',
    'tution that the majority cannot set aside.',
  ],
  ['Nothing on this page is about it: the harbour lies far to', 'the south and the ships come in at night.'],
]);

let app: TestApp;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
  ({ classId } = await classWith(app, person, [osmosis, { name: 'democracy.pdf', content: democracy }]));
});
afterAll(() => app[Symbol.asyncDispose]());

const question = 'Find a quote about democracy';

/** The line with which a model proposes words of the passage that holds some other words. */
function proposing(held: string, words: string) {
  return ({ messages }: { messages: readonly { content: string }[] }): string => {
    const prompt = messages.at(-1)?.content ?? '';
    const number = /number="(\d+)"[^>]*>(?:(?!<\/passage)[\s\S])*$/.exec(prompt.slice(0, prompt.indexOf(held)))?.[1];
    return `[${number ?? '?'}] ${words}\n`;
  };
}

const people = proposing('Gettysburg', 'Democracy is the government of the people, by the people, for the people');
const constitution = proposing('unjust', 'A democracy needs a constitution that the majority cannot set aside.');

async function quote(lines: readonly ReturnType<typeof proposing>[], text = question) {
  app.passMinute();
  app.model.next({ pieces: (request) => lines.map((line) => line(request)) });
  const { watch } = await ask(person.client, { text, classId });
  const { turn } = await watch.end;
  return { watch, turn, answer: answerOf(turn) };
}

function answerOf(turn: Turn): Answer {
  const [answer] = turn.answers;
  if (answer === undefined) throw new Error(turn.error?.message ?? 'no answer');
  return answer;
}

/** What stands in the source where a citation points to. */
async function sourceOf({ documentId, page, start, end }: Citation): Promise<string> {
  const { text } = await person.client.documents.page.query({ documentId, page });
  return text.slice(start, end);
}

describe('quotations', () => {
  test('CP-03, PY-2b a request that names a topic is answered with verified quotations, each with its marker', async () => {
    const { answer, watch } = await quote([people, constitution]);
    expect(answer).toMatchObject({ route: 'quote_finding', outcome: 'answered' });
    expect(answer.content).toBe(
      [
        '> Democracy is the government of the people, by the people, for the people [1]',
        '>',
        '> — democracy.pdf, page 1',
        '',
        '> A democracy needs a constitution that the majority cannot set aside. [2]',
        '>',
        '> — democracy.pdf, page 2',
      ].join('\n'),
    );
    expect(await Promise.all(answer.citations.map(sourceOf))).toEqual([
      'Democracy is the government of the people, by the people,\nfor the people',
      'A democracy needs a consti-\ntution that the majority cannot set aside.',
    ]);
    expect(watch.text).toBe(answer.content);
  });

  test('PY-12a only what stands in the source word for word is shown', async () => {
    const { answer } = await quote([
      proposing('Gettysburg', 'Democracy is the rule of the people, by the people, for the people'),
      proposing('Gettysburg', 'Democracy is the government of the people … as it was said at Gettysburg'),
      proposing('unjust', 'Democracy is the government of the people that the majority cannot set aside'),
      constitution,
    ]);
    expect(answer.citations.map(({ quote }) => quote)).toEqual([
      'A democracy needs a constitution that the majority cannot set aside.',
    ]);
    expect(findMarkers(answer.content).flatMap(({ numbers }) => numbers)).toEqual([1]);
    expect(answer.content).not.toMatch(/rule|Gettysburg/);
  });

  test('words that stand on another page of the scope, offered or not, are cited there', async () => {
    const { answer } = await quote([
      proposing('unjust', 'Democracy is the government of the people'),
      proposing('unjust', 'the harbour lies far to the south'),
      proposing('unjust', 'Water moves towards the side where more is dissolved.'),
    ]);
    expect(answer.citations.map(({ documentName, page }) => [documentName, page])).toEqual([
      ['democracy.pdf', 1],
      ['democracy.pdf', 3],
      ['osmosis.txt', 1],
    ]);
  });

  test('nothing goes out before the first one is verified, then each as it comes', async () => {
    app.passMinute();
    app.model.next('by hand');
    const { watch } = await ask(person.client, { text: question, classId });
    const call = await app.model.nextCall();
    call.send('[1] Nothing like this stands there.\n').send('“Democracy is the government of the people');
    await watch.until(({ type }) => type === 'status');
    expect(watch.text).toBe('');
    call.send('”\n');
    await watch.until(({ type }) => type === 'token');
    expect(watch.text).toMatch(/^> Democracy is the government of the people \[1\]/);
    call.finish();
    expect(answerOf((await watch.end).turn).content).toBe(watch.text);
  });

  test('a question that goes on from quotations reuses their passages', async () => {
    const { turn } = await quote([constitution]);
    app.model.next({ pieces: ['It is a safeguard [1].'] });
    const more = answerOf(await askToEnd(person.client, { text: 'Tell me more', sessionId: turn.sessionId }));
    expect(more).toMatchObject({ route: 'follow_up', outcome: 'answered' });
    expect(more.citations.map(({ page }) => page)).toEqual([2]);
  });
});

describe('without a quotation', () => {
  test('EC-02, PY-2a a request that names no topic is asked what it should be about; nothing is charged', async () => {
    app.passMinute();
    const calls = app.model.calls.length;
    const before = await person.client.usage.get.query();
    const { watch } = await ask(person.client, { text: 'Find a quote', classId });
    const answer = answerOf((await watch.end).turn);
    expect(answer).toMatchObject({ route: 'quote_finding', outcome: 'needs_context', model: null, citations: [] });
    expect(answer.content).toMatch(/about\?/);
    expect(answer.content).toBe(watch.text);
    expect(app.model.calls.length).toBe(calls);
    expect((await person.client.usage.get.query()).chats.used).toBe(before.chats.used);
  });

  test('asked back, it goes on with a message that only names a topic', async () => {
    app.passMinute();
    const { sessionId } = await askToEnd(person.client, { text: 'Find a quote', classId });
    app.model.next({ pieces: (request) => [constitution(request)] });
    const answer = answerOf(await askToEnd(person.client, { text: 'Democracy', sessionId }));
    expect(answer).toMatchObject({ route: 'quote_finding', outcome: 'answered' });
    expect(answer.citations).toHaveLength(1);
  });

  test('PY-12b where no proposal is verified, it asks to narrow the topic', async () => {
    const { answer, watch } = await quote([
      proposing('Gettysburg', 'Democracy is the rule of the people'),
      proposing('unjust', 'Democracy needs a constitution, said the majority'),
    ]);
    expect(answer).toMatchObject({ route: 'quote_finding', outcome: 'needs_context', citations: [] });
    expect(answer.content).toMatch(/Narrow the topic/);
    expect(watch.seen.filter(({ event }) => event.type === 'token')).toHaveLength(1);
  });

  test('on something that the documents do not know it is no_hit, with topics from them', async () => {
    app.passMinute();
    const turn = await askToEnd(person.client, { text: 'Find a quote about football championships', classId });
    expect(answerOf(turn)).toMatchObject({ route: 'quote_finding', outcome: 'no_hit', citations: [] });
  });
});

test('RS-10 (quote_finding): concatenated tokens equal the stored content, the same for every chunking', async () => {
  const lines = [proposing('unjust', 'Democracy is the rule of the people'), people, constitution];
  const stored = new Set<string>();
  for (const size of [1, 2, 7, 33, 1_000]) {
    app.passMinute();
    app.model.next({
      pieces: (request) =>
        lines
          .map((line) => line(request))
          .join('')
          .match(new RegExp(`[\\s\\S]{1,${size}}`, 'gu')) ?? [],
    });
    const { watch } = await ask(person.client, { text: question, classId });
    const answer = answerOf((await watch.end).turn);
    expect(watch.text).toBe(answer.content);
    stored.add(JSON.stringify([answer.content, answer.citations]));
  }
  expect([...stored]).toHaveLength(1);
});
