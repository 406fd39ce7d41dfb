import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '#shared/failure.ts';
import { createTicker } from '#server/streams/ticker.ts';
import type { Script } from '#tests/harness/model-script.ts';
import { startModelServer, type ModelServer } from '#tests/harness/model-server.ts';
import type { ModelEnd } from './chat-model.ts';
import { createMergingFetch } from './merging-fetch.ts';
import { createOpenAiModel } from './openai.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

const messages = [
  { role: 'system' as const, content: 'Be brief.' },
  { role: 'user' as const, content: 'What is a cell?' },
];

async function ask(signal = new AbortController().signal, idleTimeoutMs = 5_000) {
  const model = createOpenAiModel({ baseUrl: server.baseUrl, model: 'test-model', idleTimeoutMs, maxRetryWaitMs: 50 });
  const pieces: string[] = [];
  const stream = model.stream({ messages, maxOutput: 77, signal });
  for (;;) {
    const step = await stream.next();
    if (step.done) return { pieces, end: step.value satisfies ModelEnd };
    pieces.push(step.value);
  }
}

const failing = async (...args: Parameters<typeof ask>): Promise<Failure> => {
  const error: unknown = await ask(...args).catch((thrown: unknown) => thrown);
  if (error instanceof Failure) return error;
  throw new Error('no failure', { cause: error });
};

test('pieces arrive as they were sent, with the usage the provider reports', async () => {
  server.always({ pieces: ['Cells ', 'divide', ' 😀.'], delayMs: 5 });
  const { pieces, end } = await ask();
  expect(pieces).toEqual(['Cells ', 'divide', ' 😀.']);
  expect(end).toEqual({ finish: 'stop', usage: { input: 6, output: 4 } });
  expect(server.calls[0]?.request).toMatchObject({ model: 'test-model', messages, stream: true, max_tokens: 77 });
});

test('blanks go out with the first word; where none comes the answer is given up', async () => {
  const blanks = ' '.repeat(500);
  server.always({ pieces: [blanks, blanks, 'Cells.'] });
  expect((await ask()).pieces).toEqual([`${blanks}${blanks}Cells.`]);
  server.always({ pieces: [...Array.from({ length: 5 }, () => blanks), 'Cells.'] });
  expect((await failing()).app.code).toBe('MODEL_UNAVAILABLE');
});

test('a piece is passed on before the next one is sent', async () => {
  const model = createOpenAiModel({ baseUrl: server.baseUrl, model: 'm', idleTimeoutMs: 5_000 });
  const stream = model.stream({ messages, maxOutput: 10, signal: new AbortController().signal });
  const first = stream.next();
  const call = await server.nextCall();
  call.send('One');
  expect(await first).toEqual({ done: false, value: 'One' });
  call.send(' two').finish();
  expect(await stream.next()).toEqual({ done: false, value: ' two' });
  expect(await stream.next()).toMatchObject({ done: true });
});

test('an answer cut by the output limit says so', async () => {
  server.always({ pieces: ['Half an'], end: 'length' });
  expect((await ask()).end.finish).toBe('length');
});

test('a UTF-8 sequence split between two reads stays whole', async () => {
  const asking = ask();
  const call = await server.nextCall();
  const bytes = Buffer.from(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'a😀b' } }] })}\n\n`);
  const middle = bytes.indexOf(0xf0) + 2;
  call.open().raw(bytes.subarray(0, middle));
  await new Promise((resolve) => setTimeout(resolve, 20));
  call.raw(bytes.subarray(middle)).finish();
  expect((await asking).pieces.join('')).toBe('a😀b');
});

describe('ST-06 partial (the model client): an upstream that dies is MODEL_UNAVAILABLE', () => {
  const deaths: [string, Script][] = [
    ['cut before the first piece', { pieces: [], end: 'cut' }],
    ['cut in mid-stream', { pieces: ['Half', ' an'], delayMs: 5, end: 'cut' }],
    ['reset in mid-stream', { pieces: ['Half', ' an'], delayMs: 5, end: 'reset' }],
    ['malformed event', { pieces: ['Half'], end: 'malformed' }],
    ['end without finish', { pieces: ['Half'], end: 'no finish' }],
    ['error within the stream', { pieces: ['Half'], end: 'error in stream' }],
    ['nothing at all', { pieces: [], end: 'stop' }],
    ['nothing but blanks', { pieces: [' ', '\n'], end: 'stop' }],
  ];
  test.each(deaths)('%s', async (_, script) => {
    server.always(script);
    expect((await failing()).app).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true });
    expect(server.calls).toHaveLength(1);
  });

  test('nobody listens', async () => {
    await server.close();
    expect((await failing()).app.code).toBe('MODEL_UNAVAILABLE');
  });
});

describe('EC-04 partial (the model client): an error status is MODEL_UNAVAILABLE, without the upstream’s words', () => {
  test.each([400, 401, 403, 404, 500, 503])('%i, once', async (status) => {
    server.always({ status, message: 'secret upstream words', code: 'some_code' });
    const failure = await failing();
    expect(failure.app).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true });
    expect(failure.message).not.toContain('secret');
    expect(server.calls).toHaveLength(1);
  });

  test('429 after two retries', async () => {
    server.always({ status: 429, code: 'rate_limit_exceeded', headers: { 'retry-after': '0' } });
    expect((await failing()).app.code).toBe('MODEL_UNAVAILABLE');
    expect(server.calls).toHaveLength(3);
  });

  test('429 once, then an answer', async () => {
    server.next({ status: 429, headers: { 'retry-after': '7200' } });
    expect((await ask()).pieces).toEqual(['Hello.']);
    expect(server.calls).toHaveLength(2);
  });

  test('a quota that is used up is not retried', async () => {
    server.always({ status: 429, code: 'insufficient_quota' });
    expect((await failing()).app.code).toBe('MODEL_UNAVAILABLE');
    expect(server.calls).toHaveLength(1);
  });
});

test.each([
  ['context_length_exceeded', { status: 400, code: 'context_length_exceeded' }],
  ['in words only', { status: 400, message: "This model's maximum context length is 8192 tokens." }],
  ['larger than the bucket', { status: 429, code: 'rate_limit_exceeded', message: 'Request too large for test-model' }],
])('a request that is too long is CONTEXT_TOO_LARGE: %s', async (_, script) => {
  server.always(script);
  expect((await failing()).app).toMatchObject({ code: 'CONTEXT_TOO_LARGE', retryable: false });
});

test.each<[string, Script]>([
  ['as an error', { status: 400, code: 'content_filter' }],
  ['as a finish reason', { pieces: ['So'], end: 'content_filter' }],
])('the content filter is MODEL_REFUSED: %s', async (_, script) => {
  server.always(script);
  expect((await failing()).app).toMatchObject({ code: 'MODEL_REFUSED', retryable: false });
});

function standStill(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('ST-07 partial (the model client): silence is MODEL_UNAVAILABLE and closes the upstream', () => {
  test('before the first byte', async () => {
    server.always('by hand');
    const failure = failing(undefined, 60);
    const call = await server.nextCall();
    expect((await failure).app.code).toBe('MODEL_UNAVAILABLE');
    expect((await failure).cause).toBe('silence');
    await call.closed;
  });

  test('where this process stood still, what came meanwhile is read first', async () => {
    const fetch = createMergingFetch(createTicker(() => 0));
    const model = createOpenAiModel({ baseUrl: server.baseUrl, model: 'm', idleTimeoutMs: 100, fetch });
    const stream = model.stream({ messages, maxOutput: 10, signal: new AbortController().signal });
    const first = stream.next();
    const call = await server.nextCall();
    call.send('One');
    await first;
    const second = stream.next();
    call.send(' two').finish();
    // behind the one in which the server's socket takes what it was given
    process.nextTick(standStill, 300);
    expect(await second).toEqual({ done: false, value: ' two' });
    expect(await stream.next()).toMatchObject({ done: true });
  });

  test('in mid-stream, however long each piece took', async () => {
    server.always({ pieces: ['a', 'b', 'c', 'd'], delayMs: 300, end: 'silence' });
    const started = performance.now();
    expect((await failing(undefined, 1_000)).app.code).toBe('MODEL_UNAVAILABLE');
    expect(performance.now() - started).toBeGreaterThan(1_800);
    await server.calls[0]?.closed;
  });
});

test('an answer whose finish was seen is whole, even if its end never comes', async () => {
  const asking = ask(undefined, 100);
  const call = await server.nextCall();
  call.send('Whole.').finishWithoutEnd();
  expect(await asking).toEqual({ pieces: ['Whole.'], end: { finish: 'stop', usage: null } });
  await call.closed;
});

describe('RS-05 (the model client) an aborted signal closes the upstream within 1 s', () => {
  const closedSoon = (closed: Promise<void>) =>
    Promise.race([closed.then(() => 'closed'), new Promise((resolve) => setTimeout(resolve, 1_000, 'open'))]);

  test('before the first byte', async () => {
    const controller = new AbortController();
    const asking = ask(controller.signal).catch((error: unknown) => error);
    const call = await server.nextCall();
    controller.abort('stop');
    expect(await closedSoon(call.closed)).toBe('closed');
    expect(await asking).toMatchObject({ name: 'AbortError' });
  });

  test('in mid-stream, while nobody reads', async () => {
    const controller = new AbortController();
    const model = createOpenAiModel({ baseUrl: server.baseUrl, model: 'm', idleTimeoutMs: 5_000 });
    const stream = model.stream({ messages, maxOutput: 10, signal: controller.signal });
    const first = stream.next();
    const call = await server.nextCall();
    call.send('One');
    await first;
    controller.abort();
    expect(await closedSoon(call.closed)).toBe('closed');
    await expect(stream.next()).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('while it waits to retry', async () => {
    const controller = new AbortController();
    server.always({ status: 429, headers: { 'retry-after': '1' } });
    const model = createOpenAiModel({ baseUrl: server.baseUrl, model: 'm', idleTimeoutMs: 5_000 });
    const step = model.stream({ messages, maxOutput: 10, signal: controller.signal }).next();
    const failed = step.catch((error: unknown) => error);
    while (server.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    setTimeout(() => controller.abort(), 50);
    expect(await failed).toMatchObject({ name: 'AbortError' });
    expect(server.calls).toHaveLength(1);
  });

  test('a reader that leaves closes it too', async () => {
    const model = createOpenAiModel({ baseUrl: server.baseUrl, model: 'm', idleTimeoutMs: 5_000 });
    const stream = model.stream({ messages, maxOutput: 10, signal: new AbortController().signal });
    const first = stream.next();
    const call = await server.nextCall();
    call.send('One');
    await first;
    await stream.return({ finish: 'stop', usage: null });
    expect(await closedSoon(call.closed)).toBe('closed');
  });
});
