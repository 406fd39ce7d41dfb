import { Readable } from 'node:stream';
import { setImmediate as macrotask } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '#shared/failure.ts';
import { createTicker } from '#server/streams/ticker.ts';
import { EventMerger } from './event-merger.ts';
import { mergeEvents } from './merged-body.ts';
import { createOpenAiModel } from './openai.ts';

const head = { id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm' };
const chunk = (choice: object, more: object = {}) => ({ ...head, choices: [{ index: 0, ...choice }], ...more });
const plain = (content: string) => chunk({ delta: { content }, logprobs: null, finish_reason: null }, { usage: null });
const data = (json: unknown) => `data: ${JSON.stringify(json)}\n\n`;
const finish = (reason: string) => data(chunk({ delta: {}, finish_reason: reason }));
const usage = data({ ...head, choices: [], usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } });

const content = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '\n', '"', '\\', '😀', '\u2028', '"},"finish_reason":"stop"}', '","content":"no'),
);
const escaped = (text: string) =>
  text.replaceAll(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
/** Halves of a pair that only together are a character. */
const halves = ['"\\ud83d"', '"\\ude00"'].map((half) => data(plain('#')).replace('"#"', half)).join('');

const event = fc.oneof(
  { weight: 8, arbitrary: content.map((text) => data(plain(text))) },
  { weight: 2, arbitrary: content.map((text) => escaped(data(plain(text)))) },
  { weight: 2, arbitrary: content.map((text) => data(chunk({ delta: { role: 'assistant', content: text } }))) },
  content.map((text) => data(plain(text)).replaceAll('":', '": ')),
  content.map((text) => data(chunk({ delta: { content: text } }, { obfuscation: 'aB3' }))),
  content.map((text) => data(chunk({ delta: { content: text } }, { id: 'other', created: 2 }))),
  content.map((text) => data(chunk({ delta: { content: text, refusal: null, tool_calls: null } }))),
  content.map((text) => data(chunk({ delta: { content: text } }, { x: { content: text } }))),
  content.map((text) => `data: {"choices":[{"delta":{"content":"x","content":${JSON.stringify(text)}}}]}\n\n`),
  content.map((text) => `id: 7\nevent: message\ndata:${JSON.stringify(plain(text))}\n\n`),
  content
    .map((text) => JSON.stringify(plain(text)).replace(',"object"', '\n,"object"'))
    .map((json) => `data: ${json.replace('\n', '\ndata: ')}\n\n`),
  fc.constantFrom(
    halves,
    ...['"x","content":"y"', '"x","refusal":"y"', '"a\tb"', '"\\q"'].map((json) =>
      data(plain('#')).replace('"#"', () => json),
    ),
    ': a comment\n\n',
    '\n',
    data(chunk({ delta: { content: null, tool_calls: [{ index: 0, function: { arguments: '{' } }] } })),
    data({ ...head, choices: [] }),
    data({
      ...head,
      choices: [{ index: 0, delta: { content: 'used' } }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    }),
  ),
);
const ending = fc.constantFrom(
  finish('stop') + usage + 'data: [DONE]\n\n',
  finish('length') + 'data: [DONE]\n\n',
  finish('stop'),
  finish('content_filter') + 'data: [DONE]\n\n',
  data({ error: { message: 'no', type: 'server_error', code: null } }),
  'event: error\ndata: {"message":"no"}\n\n',
  'data: {"choices": [{"delta\n\n',
  'data: {"choices": [{"delta',
  '',
);
interface Stream {
  text: string;
  lineEnd: string;
  /** anywhere, in bytes, counted round and round */
  cuts: number[];
  breaks: boolean;
}
const stream: fc.Arbitrary<Stream> = fc.record({
  text: fc.tuple(fc.array(event, { maxLength: 12 }), ending).map(([events, end]) => events.join('') + end),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  cuts: fc.array(fc.nat(), { maxLength: 30 }),
  breaks: fc.boolean(),
});

/** The bytes of a stream, cut, which then breaks off or ends. */
function partsOf({ text, lineEnd, cuts }: Stream): Buffer[] {
  const bytes = Buffer.from(text.replaceAll('\n', lineEnd));
  const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [...at, bytes.length].map((end, index) => bytes.subarray(at[index - 1] ?? 0, end));
}

async function* sourceOf(given: Stream): AsyncGenerator<Buffer> {
  yield* partsOf(given).filter((part) => part.length > 0);
  if (given.breaks) throw new TypeError('terminated');
}

const headers = { 'content-type': 'text/event-stream; charset=utf-8' };
const asItCame = (given: Stream): typeof fetch => {
  const steps = sourceOf(given);
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const step = await steps.next();
        if (step.done === true) controller.close();
        else controller.enqueue(step.value);
      },
    },
    { highWaterMark: 0 },
  );
  return async () => new Response(body, { headers });
};
const merged =
  (given: Stream, windowMs: number): typeof fetch =>
  async () =>
    new Response(
      mergeEvents(
        Readable.from(sourceOf(given), { objectMode: false }),
        createTicker(() => windowMs),
      ),
      {
        headers,
      },
    );

/** Everything that can be seen of a model's answer. */
async function resultOf(fetch: typeof globalThis.fetch) {
  const model = createOpenAiModel({ baseUrl: 'http://model.test/v1', model: 'm', idleTimeoutMs: 1_000, fetch });
  const messages = [{ role: 'user' as const, content: 'What is a cell?' }];
  const running = model.stream({ messages, maxOutput: 10, signal: new AbortController().signal });
  let text = '';
  let pieces = 0;
  try {
    for (;;) {
      const step = await running.next();
      if (step.done) return { text, pieces, end: step.value };
      text += step.value;
      pieces += 1;
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { cause } = error;
    return { text, pieces, failed: error.app, why: cause instanceof Error ? `${cause.name}: ${cause.message}` : cause };
  }
}

test('however a stream is made and cut, joined it gives the same text, finish, usage and errors', async () => {
  await fc.assert(
    fc.asyncProperty(stream, fc.constantFrom(0, 3), async (given, windowMs) => {
      const { pieces: few, ...joined } = await resultOf(merged(given, windowMs));
      const { pieces: many, ...asSent } = await resultOf(asItCame(given));
      expect(joined).toEqual(asSent);
      expect(few).toBeLessThanOrEqual(many);
    }),
    { numRuns: 400 },
  );
});

test('text that arrives together is one event; the padding of each does not keep them apart', () => {
  for (const more of [{}, { usage: null }, { obfuscation: 'aBc123' }]) {
    const merger = new EventMerger();
    const texts = ['Cells ', 'say "', 'no" \\', '\n', '😀'];
    const events = texts.map((text) => data(chunk({ delta: { content: text } }, more)));
    expect(merger.feed(Buffer.from(events.join('')))).toBe(false);
    const taken = merger.take();
    expect(taken.match(/data:/g)).toHaveLength(1);
    expect(taken).toContain(JSON.stringify(texts.join('')));
  }
});

test('a reader that takes nothing is not read for without end, and one that leaves closes the source', async () => {
  let sent = 0;
  async function* endless() {
    for (;;) {
      sent += 1;
      yield Buffer.from(data(plain('x'.repeat(1_000))));
      await macrotask();
    }
  }
  const source = Readable.from(endless(), { objectMode: false });
  const body = mergeEvents(
    source,
    createTicker(() => 0),
  );
  while (!source.isPaused()) await macrotask();
  const before = sent;
  expect(before).toBeLessThan(200);
  for (let n = 0; n < 100; n += 1) await macrotask();
  expect(sent - before).toBeLessThan(100);
  await body.cancel('enough');
  expect(source.destroyed).toBe(true);
});

test('an event that does not end breaks the stream off', async () => {
  async function* endless() {
    for (;;) {
      yield Buffer.from(`data: ${'x'.repeat(100_000)}`);
      await macrotask();
    }
  }
  const source = Readable.from(endless(), { objectMode: false });
  const ticker = createTicker(() => 0);
  await expect(new Response(mergeEvents(source, ticker)).text()).rejects.toThrow('an event without an end');
  expect(source.destroyed).toBe(true);
});
