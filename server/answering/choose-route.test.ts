import { expect, test } from 'vitest';
import { createMemoryTokenBucket } from '#server/quota/memory-token-bucket.ts';
import type { ChatModel } from '#server/models/chat-model.ts';
import { fakeModel, fakeRetrieval, partsWith, requestFor } from '#tests/harness/answering.ts';
import type { AnswerEvent } from './answer.ts';
import { chooseRoute } from './choose-route.ts';
import type { AnsweringParts } from './parts.ts';

const { retrieval } = fakeRetrieval([]);
const { model } = fakeModel(['unused']);
const two = 'Summarize chapter 2, then find a quote about power';

async function choose(question: string, more: Partial<AnsweringParts>, signal?: AbortSignal) {
  const events: AnswerEvent[] = [];
  const running = chooseRoute(partsWith({ retrieval, model, ...more }), requestFor(question, signal ? { signal } : {}));
  let step = await running.next();
  for (; !step.done; step = await running.next()) events.push(step.value);
  return { ...step.value, events };
}

/** Says nothing until it is aborted. */
function silentModel(): ChatModel {
  return {
    name: 'silent',
    isExtractive: false,
    // oxlint-disable-next-line require-yield
    async *stream({ signal }) {
      signal.throwIfAborted();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      return { finish: 'stop', usage: null };
    },
  };
}

function failingModel(): ChatModel {
  return {
    ...silentModel(),
    // oxlint-disable-next-line require-yield
    async *stream() {
      throw new Error('gone');
    },
  };
}

test('where several rules hold the small model decides, and its tokens count', async () => {
  const router = fakeModel([' quote_', 'finding.'], { finish: 'stop', usage: { input: 60, output: 4 } });
  const { decision, tokens, events } = await choose(two, { routerModel: router.model });
  expect(decision).toMatchObject({ route: 'quote_finding', candidates: ['summary', 'quote_finding'] });
  expect(tokens).toEqual({ input: 60, output: 4, estimated: false });
  expect(events.map(({ type }) => type)).toEqual(['asked', 'drafted']);
  const [request] = router.requests;
  expect(request?.maxOutput).toBeLessThanOrEqual(16);
  const prompt = request?.messages.map(({ content }) => content).join('\n') ?? '';
  expect(prompt).toContain(two);
  expect(prompt).toContain('summary');
  expect(prompt).not.toContain('study_guide');
});

test('it is not asked where the rules are certain, and decides nothing where there is none', async () => {
  const router = fakeModel(['quote_finding']);
  expect((await choose('What is osmosis?', { routerModel: router.model })).decision.route).toBe('general_qa');
  expect(router.requests).toHaveLength(0);
  expect(await choose(two, { routerModel: null })).toMatchObject({
    decision: { route: 'summary' },
    tokens: { input: 0 },
  });
});

test.each([
  ['names another route', fakeModel(['study_guide']).model],
  ['names both', fakeModel(['summary or quote_finding']).model],
  ['says something else', fakeModel(['I cannot tell.']).model],
  ['fails', failingModel()],
])('where it %s the first rule stands', async (_, routerModel) => {
  expect((await choose(two, { routerModel })).decision.route).toBe('summary');
});

test('where it says nothing the first rule stands after 800 ms', async () => {
  const began = performance.now();
  const { decision } = await choose(two, { routerModel: silentModel() });
  expect(decision.route).toBe('summary');
  const took = performance.now() - began;
  expect(took).toBeGreaterThanOrEqual(780);
  expect(took).toBeLessThan(3_000);
});

test('where the minute has no tokens left it is not asked, and nobody is told to wait', async () => {
  const bucket = createMemoryTokenBucket(1_000, () => new Date());
  await bucket.take(1_000);
  const router = fakeModel(['quote_finding']);
  const { decision, events } = await choose(two, {
    routerModel: router.model,
    tokens: { bucket, waitMs: 5_000, waited: () => {} },
  });
  expect(decision.route).toBe('summary');
  expect(events).toEqual([]);
  expect(router.requests).toHaveLength(0);
});

test('a stop ends the choice at once', async () => {
  const stop = new AbortController();
  const choosing = choose(two, { routerModel: silentModel() }, stop.signal);
  stop.abort();
  await expect(choosing).rejects.toMatchObject({ name: 'AbortError' });
});

test('of a long question the model sees its beginning and its end', async () => {
  const router = fakeModel(['summary']);
  const long = `Summarize this ${'and more '.repeat(800)} and find a quote about power`;
  await choose(long, { routerModel: router.model });
  const sent = router.requests[0]?.messages.at(-1)?.content ?? '';
  expect(sent).toContain('Summarize this');
  expect(sent).toContain('a quote about power');
  expect(sent.length).toBeLessThan(700);
});
