import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

async function reader(file = osmosis): Promise<Person & { classId: string }> {
  const person = await app.person();
  await app.setPlan(person.email, 'premium');
  const { classId } = await classWith(app, person, [file]);
  return { ...person, classId };
}

test('ST-08 50 users stream at once: every watcher gets its own tokens only, complete and in order', async () => {
  const readers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => reader({ name: 'notes.txt', content: `Osmosis, as reader ${n} sees it.` })),
  );
  app.model.always({
    pieces: ({ messages }) => {
      const name = /reader \d+/.exec(messages.at(-1)?.content ?? '')?.[0] ?? 'nobody';
      return Array.from({ length: 40 }, (_, n) => `${name} token ${n}; `);
    },
    delayMs: 1,
  });
  const texts = await Promise.all(
    readers.map(async ({ client, classId }, n) => {
      const { watch } = await ask(client, { text: `What is osmosis to reader ${n}?`, classId });
      const { turn } = await watch.end;
      expect(turn.answers[0]?.content).toBe(watch.text);
      return watch.text;
    }),
  );
  texts.forEach((seen, n) => {
    const expected = Array.from({ length: 40 }, (_, token) => `reader ${n} token ${token}; `).join('');
    expect(seen.slice(0, expected.length)).toBe(expected);
    expect(seen.match(/reader \d+/g)?.every((name) => name === `reader ${n}`)).toBe(true);
  });
}, 120_000);

test('RS-01 the socket drops at a random moment, 200 times: the text of the watcher equals the stored text', async () => {
  const person = await reader();
  const pieces = Array.from({ length: 30 }, (_, n) => `piece ${n} [1] `);
  let drops = 0;
  while (drops < 200) {
    app.model.next('by hand');
    const { watch, runId } = await ask(person.client, { text, classId: person.classId });
    const call = await app.model.nextCall();
    for (const piece of pieces) {
      call.send(piece);
      if (Math.random() < 0.5) {
        await watch.until((event) => event.type === 'token');
        person.dropConnection();
        drops += 1;
      }
      await new Promise(setImmediate);
    }
    call.finish();
    const { turn } = await watch.end;
    expect(watch.text).toBe(turn.answers[0]?.content);
    expect(watch.seen.filter(({ id }) => id === 'end')).toHaveLength(1);
    expect(turn.answers[0]?.runId).toBe(runId);
    await new Promise((resolve) => setTimeout(resolve, 0));
    app.passMinute();
  }
}, 120_000);

test('RS-02 two watchers, one late, one reconnecting: the same text, order and terminal event', async () => {
  const person = await reader();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 20 }),
      fc.nat(19),
      async (pieces, lateAfter) => {
        app.passMinute();
        app.model.next('by hand');
        const { watch: steady, runId } = await ask(person.client, { text, classId: person.classId });
        const second = await app.person();
        expect(second.userId).not.toBe(person.userId);
        const call = await app.model.nextCall();
        const tab = app.connect(person.token);
        let late: ReturnType<typeof watchRun> | null = null;
        for (const [n, piece] of pieces.entries()) {
          call.send(piece);
          if (n === lateAfter) {
            late = watchRun(tab, runId);
            person.dropConnection();
          }
          await new Promise(setImmediate);
        }
        call.send('.').finish();
        late ??= watchRun(tab, runId);
        const [first, other] = await Promise.all([steady.end, late.end]);
        expect(other).toEqual(first);
        expect(late.text).toBe(steady.text);
        expect(first.turn.answers[0]?.content).toBe(steady.text);
      },
    ),
    { numRuns: 15 },
  );
});

test('RS-05 (one server) stop from another tab closes the upstream within 1 s', async () => {
  const person = await reader();
  app.model.next('by hand');
  const { watch, runId } = await ask(person.client, { text, classId: person.classId });
  const call = await app.model.nextCall();
  call.send('Osmosis ');
  await watch.until((event) => event.type === 'token');
  const started = performance.now();
  const [stopped] = await Promise.all([app.connect(person.token).turns.stop.mutate({ runId }), call.closed]);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(stopped).toEqual({ end: 'stopped' });
  expect((await watch.end).type).toBe('stopped');
});

test('RS-10 (general_qa, follow_up): concatenated tokens equal the stored content, for every outcome and chunking', async () => {
  const person = await reader();
  const told = 'Osmosis [2] moves water [1][9], `code [1]` and $x_{[1]}$ stay. A pair: 😀 [1, 2].';
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 30 }), async (sizes) => {
      app.passMinute();
      app.model.always({ pieces: cut(told, sizes) });
      const { watch, sessionId } = await ask(person.client, { text, classId: person.classId });
      const first = (await watch.end).turn.answers[0];
      expect(first).toMatchObject({ route: 'general_qa', outcome: 'answered', content: watch.text });
      const more = await ask(person.client, { text: 'Tell me more', sessionId });
      const second = (await more.watch.end).turn.answers[0];
      expect(second).toMatchObject({ route: 'follow_up', outcome: 'answered', content: more.watch.text });
      app.model.always({ pieces: ['NO_ANSWER'] });
      const none = await ask(person.client, { text, classId: person.classId });
      expect((await none.watch.end).turn.answers[0]).toMatchObject({ outcome: 'no_hit', content: none.watch.text });
    }),
    { numRuns: 10, endOnFailure: true },
  );
});

/** Pieces of these sizes, over and over; a piece may end inside a marker or a surrogate pair. */
function cut(whole: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, n = 0; at < whole.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    pieces.push(whole.slice(at, at + size));
    at += size;
  }
  return pieces;
}
