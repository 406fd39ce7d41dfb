import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { embedLocally } from '#tests/harness/local-embedder.ts';
import { type ModelServer, startModelServer } from '#tests/harness/model-server.ts';
import type { Embedder } from './embedder.ts';
import { createOpenAiEmbedder } from './openai-embeddings.ts';

const model = 'test-embedder';
const never = new AbortController().signal;
let server: ModelServer;
let embedder: Embedder;

beforeEach(async () => {
  server = await startModelServer();
  embedder = createOpenAiEmbedder({ baseUrl: server.baseUrl, model, timeoutMs: 2_000, backoffMs: 1 });
});
afterEach(() => server.close());

const near = (one: ArrayLike<number>, other: ArrayLike<number>): void => {
  expect(one.length).toBe(other.length);
  expect(Math.max(...Array.from(one, (value, at) => Math.abs(value - (other[at] ?? NaN))))).toBeLessThan(1e-6);
};

describe('vectors from a server that speaks OpenAI’s API', () => {
  test('come one for each text, in order, of unit length', async () => {
    const { vectors, tokens } = await embedder.embed(['cells divide', 'water moves'], never);
    near(vectors[0] ?? [], embedLocally(model, 'cells divide'));
    near(vectors[1] ?? [], embedLocally(model, 'water moves'));
    expect(Math.hypot(...(vectors[0] ?? []))).toBeCloseTo(1, 6);
    expect(tokens).toBe(6);
  });

  test('are asked for in requests of bounded size', async () => {
    const texts = [...Array.from({ length: 100 }, (_, at) => `text ${at}`), 'x'.repeat(50_000), 'y'.repeat(20_000)];
    const { vectors } = await embedder.embed(texts, never);
    expect(vectors).toHaveLength(102);
    near(vectors[99] ?? [], embedLocally(model, 'text 99'));
    expect(server.embeddings.calls.map((call) => call.texts.length)).toEqual([64, 37, 1]);
  });

  test.each([429, 500, 503])('come in the end after status %i', async (status) => {
    server.embeddings.next({ status }, { status, headers: { 'retry-after-ms': '1' } });
    expect((await embedder.embed(['cells'], never)).vectors).toHaveLength(1);
    expect(server.embeddings.calls).toHaveLength(3);
  });

  test('do not come where the upstream stays down, and its words stay with us', async () => {
    server.embeddings.always({ status: 500, message: 'secret stack trace' });
    const failing = embedder.embed(['cells'], never);
    await expect(failing).rejects.toMatchObject({ app: { code: 'MODEL_UNAVAILABLE' } });
    await expect(failing).rejects.not.toThrow(/secret/);
    expect(server.embeddings.calls).toHaveLength(4);
  });

  test('a refusal is not tried again', async () => {
    server.embeddings.always({ status: 401 });
    await expect(embedder.embed(['cells'], never)).rejects.toMatchObject({ app: { code: 'MODEL_UNAVAILABLE' } });
    expect(server.embeddings.calls).toHaveLength(1);
  });

  test('an aborted signal closes the request', async () => {
    server.embeddings.next('silence');
    const stop = new AbortController();
    const asking = embedder.embed(['cells'], stop.signal);
    asking.catch(() => {});
    while (server.embeddings.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
    await server.embeddings.calls[0]?.closed;
  });

  test('a server that is too slow counts as broken', async () => {
    server.embeddings.always('silence');
    const hasty = createOpenAiEmbedder({ baseUrl: server.baseUrl, model, timeoutMs: 50, backoffMs: 1 });
    await expect(hasty.embed(['cells'], never)).rejects.toMatchObject({ app: { code: 'MODEL_UNAVAILABLE' } });
    expect(server.embeddings.calls).toHaveLength(4);
  });
});
