import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Document } from '#shared/document.ts';
import { findMarkers } from '#shared/markers.ts';
import type { AskInput } from '#shared/turn.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis, type TestFile } from '#tests/harness/documents.ts';

const mitosis: TestFile = {
  name: 'mitosis.md',
  content:
    '# Cell division\n\nMitosis divides a nucleus into two.\n\n## Checkpoints\n\nA checkpoint halts the cycle of a cell.',
};

let app: TestApp;
let person: Person;
let classId: string;
let documents: Document[];

beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
  ({ classId, documents } = await classWith(app, person, [osmosis, mitosis]));
});
afterAll(() => app[Symbol.asyncDispose]());

const idOf = (name: string): string => documents.find((document) => document.name === name)?.documentId ?? '';
const prompt = (): string =>
  app.model.calls
    .at(-1)
    ?.request.messages.map(({ content }) => content)
    .join('\n') ?? '';
const namesOf = (citations: readonly { documentName: string }[] | undefined): string[] => [
  ...new Set(citations?.map(({ documentName }) => documentName)),
];

/** A guide with all its sections, each claim with the next number that is offered. */
const wholeGuide = (numbers: readonly number[]): string =>
  ['Overview', 'Key concepts', 'Definitions', 'Notes', 'Practice questions']
    .map((title, index) => `## ${title}\n\nWhat is to be said here [${numbers[index % numbers.length] ?? 1}].`)
    .join('\n\n');

describe('a study guide', () => {
  test('CP-04 "Generate a study guide" gives a guide with sections, streamed', async () => {
    app.model.next({ pieces: wholeGuide([1, 2]).match(/[\s\S]{1,7}/g) ?? [], delayMs: 3 });
    const { watch } = await ask(person.client, { text: 'Generate a study guide', classId });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({ route: 'study_guide', outcome: 'answered', content: wholeGuide([1, 2]) });
    expect(watch.text).toBe(answer?.content);
    expect(watch.seen.filter(({ event }) => event.type === 'token').length).toBeGreaterThan(1);
    const stages = watch.seen.flatMap(({ event }) => (event.type === 'status' ? [event.stage] : []));
    expect(stages).toContain('reading');
    for (const title of ['Overview', 'Key concepts', 'Definitions', 'Notes', 'Formulas', 'Practice questions'])
      expect(prompt()).toContain(title);
  });

  test('PY-3a with a document: that document is cited', async () => {
    app.model.next({ pieces: [wholeGuide([1])] });
    const turn = await askToEnd(person.client, { text: 'Make a study guide', documentId: idOf('osmosis.txt') });
    expect(turn.answers[0]).toMatchObject({ route: 'study_guide', outcome: 'answered' });
    expect(namesOf(turn.answers[0]?.citations)).toEqual(['osmosis.txt']);
    expect(prompt()).not.toContain('mitosis.md');
  });

  test('PY-3b with a class: its documents are cited', async () => {
    await classWith(app, person, [{ name: 'other.txt', content: 'Meiosis halves the chromosomes of a cell.' }]);
    app.model.next({ pieces: [wholeGuide([1, 2, 3])] });
    const turn = await askToEnd(person.client, { text: 'Generate a study guide', classId });
    expect(namesOf(turn.answers[0]?.citations).sort()).toEqual(['mitosis.md', 'osmosis.txt']);
    expect(prompt()).not.toContain('other.txt');
  });

  test('PY-3c with neither: it is built by search, for the topic named', async () => {
    app.model.next({ pieces: [wholeGuide([1])] });
    const { watch } = await ask(person.client, { text: 'Create a study guide about the osmotic pressure' });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({ route: 'study_guide', outcome: 'answered' });
    expect(namesOf(answer?.citations)).toEqual(['osmosis.txt']);
    expect(watch.seen.some(({ event }) => event.type === 'status' && event.stage === 'searching')).toBe(true);
    expect(prompt()).toContain('The pressure that stops osmosis');
  });

  test('PY-3c with neither and no topic it is made of all that is there', async () => {
    app.model.next({ pieces: [wholeGuide([1, 2, 3, 4])] });
    const turn = await askToEnd(person.client, { text: 'Generate a study guide' });
    expect(namesOf(turn.answers[0]?.citations).sort()).toEqual(['mitosis.md', 'osmosis.txt', 'other.txt']);
  });

  test('about something that is not there is no_hit', async () => {
    const turn = await askToEnd(person.client, { text: 'Make a study guide about medieval castles', classId });
    expect(turn.answers[0]).toMatchObject({ route: 'study_guide', outcome: 'no_hit' });
    expect(turn.answers[0]?.suggestions.length).toBeGreaterThan(0);
  });

  test('has the extension’s prompt in the extension', async () => {
    app.model.next({ pieces: [wholeGuide([1])] });
    await askToEnd(person.client, { text: 'Generate a study guide', classId, source: 'chrome_extension' });
    expect(prompt()).toContain('direct answer');
  });

  test('EC-03, PY-14a whose material the model cannot take fails in the words of a guide', async () => {
    app.model.next({ status: 400, code: 'context_length_exceeded' });
    const turn = await askToEnd(person.client, { text: 'Generate a study guide', classId });
    expect(turn).toMatchObject({ status: 'failed', error: { code: 'CONTEXT_TOO_LARGE', retryable: false } });
    expect(turn.error?.message).toMatch(/material for this guide.*one topic or to one document/);
  });
});

describe('RS-10 (guides and summaries) what is streamed is what is stored, however the model cuts its text', () => {
  const questions: [string, () => Partial<AskInput> & { text: string }][] = [
    ['study_guide', () => ({ text: 'Generate a study guide', classId })],
    ['study_guide', () => ({ text: 'Create a study guide about mitosis' })],
    ['summary', () => ({ text: 'Summarize this class', classId })],
    ['summary', () => ({ text: 'Give me a summary of checkpoints', classId })],
  ];

  test.each(questions)('%s', async (route, question) => {
    const said =
      'Größe 😀 [2], then [1] and [9].\n\n- `code [1]` [1–2] $x_{[1]}$ [3][2][1]\n\n| a [1] | b |\n|---|---|\n';
    const contents = new Set<string>();
    const cuts = fc.sample(fc.array(fc.integer({ min: 1, max: said.length - 1 })), { numRuns: 8, seed: 10 });
    for (const at of [[], ...cuts]) {
      const ends = [...new Set(at), said.length].sort((one, other) => one - other);
      app.model.next({ pieces: ends.map((end, index) => said.slice(ends[index - 1] ?? 0, end)), delayMs: 1 });
      app.passMinute();
      const { watch } = await ask(person.client, question());
      const { turn } = await watch.end;
      const [answer] = (await person.client.turns.get.query({ turnId: turn.turnId })).answers;
      expect(answer?.route).toBe(route);
      expect(watch.text).toBe(answer?.content);
      const shown = new Set(findMarkers(watch.text).flatMap(({ numbers }) => numbers));
      expect([...shown].sort((one, other) => one - other)).toEqual(answer?.citations.map(({ number }) => number));
      contents.add(answer?.content ?? '');
    }
    expect(contents.size).toBe(1);
  });
});

test('without any service a guide and a summary are made of the documents’ own sentences', async () => {
  await using offline = await startTestApp({ OPENAI_BASE_URL: '', OPENAI_API_KEY: '' }, { summariesWait: false });
  const guest = await offline.person();
  const made = await classWith(offline, guest, [osmosis, mitosis]);
  for (const text of ['Generate a study guide', 'Summarize this class']) {
    const { watch } = await ask(guest.client, { text, classId: made.classId });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({ outcome: 'answered', model: 'offline-extractive', content: watch.text });
    expect(namesOf(answer?.citations).sort()).toEqual(['mitosis.md', 'osmosis.txt']);
    for (const { number, quote } of answer?.citations ?? []) {
      const line = answer?.content.split('\n').find((one) => one.endsWith(`[${number}]`)) ?? '';
      const sentence = line.replace(/^- (?:\*\*.*?\*\*: )?|^\d\. | \[\d+\]$/g, '').replaceAll('\\', '');
      expect(quote.replaceAll(/\s+/g, ' ')).toContain(sentence);
    }
  }
});
