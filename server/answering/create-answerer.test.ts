import { describe, expect, test } from 'vitest';
import { findMarkers } from '#shared/markers.ts';
import { readFenced } from '#server/models/fence.ts';
import { answererWith, collect, fakeModel, fakeRetrieval, passageOf, requestFor } from '#tests/harness/answering.ts';
import { startModelServer } from '#tests/harness/model-server.ts';
import { createOpenAiModel } from '#server/models/openai.ts';

const passages = Array.from({ length: 20 }, (_, index) => passageOf(index + 1));

test('a question is searched, answered and footnoted; each citation comes before its number', async () => {
  const { retrieval, searches } = fakeRetrieval(passages);
  const { model, requests } = fakeModel(['Cells ', 'divide [', '3][1]. ', 'They grow [3].']);
  const { events, text, citations, end, stages } = await collect(
    answererWith({ retrieval, model }),
    requestFor('How do cells grow?'),
  );
  expect(text).toBe('Cells divide [1][2]. They grow [1].');
  expect(citations.map(({ number, page, quote, gone }) => ({ number, page, quote, gone }))).toEqual([
    { number: 1, page: 3, quote: 'Passage 3 says something.', gone: false },
    { number: 2, page: 1, quote: 'Passage 1 says something.', gone: false },
  ]);
  expect(end).toMatchObject({ outcome: 'answered', route: 'general_qa', suggestions: [], model: 'fake-model' });
  expect(end.tokens).toMatchObject({ output: 9, estimated: true });
  expect(end.tokens.input).toBeGreaterThan(300);
  expect(stages).toEqual(['routing', 'searching', 'writing']);
  expect(searches).toEqual([{ query: 'How do cells grow?', k: 12 }]);
  expect(readFenced(requests[0]?.messages.at(-1)?.content ?? '').passages).toHaveLength(12);
  for (const [at, event] of events.entries()) {
    if (event.type !== 'token') continue;
    const announced = events.slice(0, at).flatMap((one) => (one.type === 'citation' ? [one.citation.number] : []));
    const sent = events
      .slice(0, at + 1)
      .map((one) => (one.type === 'token' ? one.text : ''))
      .join('');
    expect(announced).toEqual([...new Set(findMarkers(sent).flatMap(({ numbers }) => numbers))]);
  }
});

test('usage is stored as reported where the model reports it', async () => {
  const { model } = fakeModel(['Yes [1].'], { finish: 'stop', usage: { input: 100, output: 7 } });
  const { end } = await collect(
    answererWith({ retrieval: fakeRetrieval(passages).retrieval, model }),
    requestFor('Really?'),
  );
  expect(end.tokens).toEqual({ input: 100, output: 7, estimated: false });
});

describe('what stands at the end of an answer', () => {
  const answerTo = async (pieces: string[], question: string, finish: 'stop' | 'length', reading = 0) => {
    const { retrieval } = fakeRetrieval(passages, { ready: 2, reading, failed: 1 });
    const { text } = await collect(
      answererWith({ retrieval, ...fakeModel(pieces, { finish, usage: null }) }),
      requestFor(question),
    );
    return text;
  };
  test('an answer cut by the output limit says so', async () => {
    expect(await answerTo(['Half [1] an'], 'What is a cell?', 'length')).toBe(
      'Half [1] an\n\nThis answer reached the longest length allowed and stops here.',
    );
    expect(await answerTo(['See [1]:\n```js\nlet a'], 'What is a cell?', 'length')).toContain(
      'let a\n```\n\nThis answer',
    );
  });
  test('an answer that goes far beyond the output limit is cut all the same, however it comes', async () => {
    for (const pieces of [
      ['Cells divide [1]. '.repeat(100_000)],
      Array.from({ length: 100_000 }, () => 'Cells divide [1]. '),
    ]) {
      const { model, leftEarly } = fakeModel(pieces);
      const { text } = await collect(
        answererWith({ retrieval: fakeRetrieval(passages).retrieval, model }),
        requestFor('How do cells divide?'),
      );
      expect(text.length).toBeLessThan(70_000);
      expect(text).toContain('This answer reached the longest length allowed');
      expect(leftEarly()).toBe(true);
    }
  });

  test('an answer without any marker says so', async () => {
    expect(await answerTo(['Just so.'], 'Was ist eine Zelle?', 'stop')).toBe(
      'Just so.\n\nFür diese Antwort wurde keine Quelle angegeben.',
    );
    expect(await answerTo(['Only [99].'], 'Qu’est-ce que la mitose ?', 'stop')).toBe(
      'Only.\n\nAucune source n’a été citée pour cette réponse.',
    );
  });
  test('documents that are still being read are counted', async () => {
    expect(await answerTo(['So [1].'], '¿Qué es la mitosis?', 'stop', 2)).toBe(
      'So [1].\n\nOtros 2 documentos se están leyendo todavía y no se consultaron.',
    );
  });
});

describe('EC-01 partial (without the transport): nothing found is no_hit with refinements', () => {
  test('nothing passes the floor, also of other words: no model is asked for an answer', async () => {
    const { model, requests } = fakeModel([]);
    const { retrieval } = fakeRetrieval([], { ready: 2, reading: 1, failed: 0 });
    const { text, end } = await collect(
      answererWith({ retrieval, model, routerModel: fakeModel(['winner champion']).model }),
      requestFor('Who won?', { scopeName: 'My [1] class' }),
    );
    expect(text).toBe(
      'I found nothing about this in “My \\[1\\] class”. Try one of the suggested topics, or say in other words what you are looking for. ' +
        'One document is still being read.',
    );
    expect(end).toMatchObject({ outcome: 'no_hit', suggestions: ['Mitosis', 'Meiosis', 'Osmosis'], model: null });
    expect(requests).toHaveLength(0);
  });
  test.each([
    [
      { ready: 0, reading: 2, failed: 1 },
      'Nothing in your documents can be searched yet. 2 documents are still being read. One document could not be read.',
    ],
    [{ ready: 0, reading: 0, failed: 0 }, 'There are no documents to search yet. Upload one, then ask again.'],
  ])('nothing is ready: %j', async (documents, expected) => {
    const { model, requests } = fakeModel([]);
    const { text, end } = await collect(
      answererWith({ retrieval: fakeRetrieval([], documents).retrieval, model }),
      requestFor('Who won?'),
    );
    expect(text).toBe(expected);
    expect(end).toMatchObject({ outcome: 'no_hit', suggestions: [] });
    expect(requests).toHaveLength(0);
  });
});

test('PY-13b (without the transport) the model finds no answer in the passages: it is left, refinements go out', async () => {
  const { model, leftEarly } = fakeModel(['NO_', 'ANSWER', '\nBecause the passages …']);
  const { text, end } = await collect(
    answererWith({ retrieval: fakeRetrieval(passages).retrieval, model }),
    requestFor('Who won?'),
  );
  expect(text).toBe(
    'I found nothing about this in your documents. Try one of the suggested topics, or say in other words what you are looking for.',
  );
  expect(end).toMatchObject({ outcome: 'no_hit', model: 'fake-model', suggestions: ['Mitosis', 'Meiosis', 'Osmosis'] });
  expect(leftEarly()).toBe(true);
});

test('an answer that is refused closes the upstream request at once', async () => {
  await using server = await startModelServer();
  const model = createOpenAiModel({ baseUrl: server.baseUrl, model: 'm', idleTimeoutMs: 5_000 });
  const running = collect(
    answererWith({ retrieval: fakeRetrieval(passages).retrieval, model }),
    requestFor('Who won?'),
  );
  const call = await server.nextCall();
  call.send('NO_AN').send('SWER');
  expect((await running).end).toMatchObject({ outcome: 'no_hit', tokens: { estimated: true } });
  await call.closed;
});

test.each([[[]], [[' ', '\n']], [['[99]']]])('an answer without text is MODEL_UNAVAILABLE: %j', async (pieces) => {
  const answer = answererWith({ retrieval: fakeRetrieval(passages).retrieval, ...fakeModel(pieces) });
  await expect(collect(answer, requestFor('Really?'))).rejects.toMatchObject({ app: { code: 'MODEL_UNAVAILABLE' } });
});

test('EC-03 (questions, without the transport) a prompt that is too long says which limit was hit and what to do', async () => {
  await using server = await startModelServer();
  server.always({ status: 400, code: 'context_length_exceeded' });
  const model = createOpenAiModel({ baseUrl: server.baseUrl, model: 'm', idleTimeoutMs: 5_000 });
  const running = collect(answererWith({ retrieval: fakeRetrieval(passages).retrieval, model }), requestFor('Really?'));
  await expect(running).rejects.toThrow(/question with its passages is longer than the model can take/);
  await expect(running).rejects.toMatchObject({ app: { code: 'CONTEXT_TOO_LARGE', retryable: false } });
});

test('a stopped question ends with an AbortError', async () => {
  const controller = new AbortController();
  const { retrieval } = fakeRetrieval(passages);
  const answer = answererWith({ retrieval, ...fakeModel(['So.']) });
  controller.abort();
  await expect(collect(answer, requestFor('Really?', { signal: controller.signal }))).rejects.toMatchObject({
    name: 'AbortError',
  });
});

describe('PY-11a the prompt is made for the source', () => {
  test.each(['main_app', 'chrome_extension'] as const)('%s', async (source) => {
    const { model, requests } = fakeModel(['So [1].']);
    await collect(
      answererWith({ retrieval: fakeRetrieval(passages).retrieval, model }),
      requestFor('Why so?', { source }),
    );
    const system = requests[0]?.messages[0];
    expect(system?.role).toBe('system');
    expect(/direct answer/.test(system?.content ?? '')).toBe(source === 'chrome_extension');
    expect(system?.content).toMatch(/language of the question/);
    expect(system?.content).toMatch(/250 words/);
    expect(system?.content).toMatch(/NO_ANSWER/);
  });
});

test('passages beyond 6,000 tokens are not offered', async () => {
  const long = passages.map(({ page }) => passageOf(page, 'x'.repeat(3_000)));
  const { model, requests } = fakeModel(['So [9].']);
  const { text } = await collect(
    answererWith({ retrieval: fakeRetrieval(long).retrieval, model }),
    requestFor('Really?'),
  );
  expect(readFenced(requests[0]?.messages.at(-1)?.content ?? '').passages).toHaveLength(8);
  expect(text).toBe('So.\n\nNo source was cited for this answer.');
});
