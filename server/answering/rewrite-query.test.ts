import { expect, test } from 'vitest';
import type { TokenBucket } from '#server/quota/token-bucket.ts';
import { createMemoryTokenBucket } from '#server/quota/memory-token-bucket.ts';
import type { ChatModel } from '#server/models/chat-model.ts';
import { answererWith, collect, fakeModel, fakeRetrieval, passageOf, requestFor } from '#tests/harness/answering.ts';

const found = [passageOf(1, 'Mitochondria make ATP.'), passageOf(2, 'ATP carries energy.')];

/** Finds something for one query only. */
function retrievalFor(query: string) {
  const { retrieval, searches } = fakeRetrieval(found);
  const search: typeof retrieval.search = async (scope, words, k) => {
    const result = await retrieval.search(scope, words, k);
    return words === query ? result : { ...result, passages: [], strength: 0 };
  };
  return { retrieval: { ...retrieval, search }, searches };
}

const supply = (bucket: TokenBucket) => ({ bucket, waitMs: 100, waited: () => {} });

test('what a search did not find is looked for once more, in the words of the small model', async () => {
  const { retrieval, searches } = retrievalFor('ATP synthesis mitochondria');
  const router = fakeModel([' ATP synthesis ', 'mitochondria\nThis should help.']);
  const { model } = fakeModel(['They make ATP [1].'], { finish: 'stop', usage: { input: 100, output: 7 } });
  const { end, text, events } = await collect(
    answererWith({ retrieval, model, routerModel: router.model }),
    requestFor('Where do cells get their power?'),
  );
  expect(searches.map(({ query }) => query)).toEqual(['Where do cells get their power?', 'ATP synthesis mitochondria']);
  expect(text).toBe('They make ATP [1].');
  expect(router.requests[0]?.messages.at(-1)?.content).toContain('Where do cells get their power?');
  const asked = events.flatMap((event) => (event.type === 'asked' ? [event.promptTokens] : []));
  const drafted = events.flatMap((event) => (event.type === 'drafted' ? [event.tokens] : []));
  expect(asked).toHaveLength(2);
  expect(end.tokens).toEqual({ input: 100 + (asked[0] ?? 0), output: 7 + (drafted[0] ?? 0), estimated: true });
});

test('what both searches found is offered, the better words first; a strong search is not repeated', async () => {
  const found = [passageOf(1), passageOf(2), passageOf(3)];
  const { retrieval } = fakeRetrieval(found);
  const queries: string[] = [];
  const searchAs = (strength: number): typeof retrieval.search => {
    return async (scope, words, k) => {
      queries.push(words);
      const result = await retrieval.search(scope, words, k);
      return { ...result, strength, passages: queries.length === 1 ? found.slice(0, 2) : found.slice(1) };
    };
  };
  const routerModel = fakeModel(['other words']).model;
  const { model } = fakeModel(['So [1] and [2] and [3].']);
  const weak = answererWith({ retrieval: { ...retrieval, search: searchAs(0.3) }, model, routerModel });
  const { citations } = await collect(weak, requestFor('Where do cells get their power?'));
  expect(citations.map(({ page }) => page)).toEqual([2, 1, 3]);
  expect(queries).toHaveLength(2);
  const strong = answererWith({ retrieval: { ...retrieval, search: searchAs(0.8) }, model, routerModel });
  await collect(strong, requestFor('Where do cells get their power?'));
  expect(queries).toHaveLength(3);
});

test('PY-8d (two searches): no two in front stand on one page', async () => {
  const onPage = (n: number, page: number) => ({ ...passageOf(n), page });
  const { retrieval } = fakeRetrieval([]);
  const found = [
    [onPage(1, 1), onPage(2, 2)],
    [onPage(3, 1), onPage(4, 3)],
  ];
  const search: typeof retrieval.search = async (scope, words, k) => {
    const result = await retrieval.search(scope, words, k);
    return { ...result, strength: 0.3, passages: found.shift() ?? [] };
  };
  const { model } = fakeModel(['So [1][2][3]. And [4].']);
  const answer = answererWith({
    retrieval: { ...retrieval, search },
    model,
    routerModel: fakeModel(['other words']).model,
  });
  const { citations } = await collect(answer, requestFor('Where do cells get their power?'));
  expect(citations.map(({ page }) => page)).toEqual([1, 3, 2, 1]);
});

test.each([
  ['says that there are no better words', fakeModel(['none']).model],
  ['says nothing', fakeModel([' ']).model],
  ['fails', failing(new Error('gone'))],
])('where the small model %s the first search stands', async (_, routerModel) => {
  const { retrieval, searches } = retrievalFor('never');
  const { end } = await collect(
    answererWith({ retrieval, model: fakeModel(['unused']).model, routerModel }),
    requestFor('Where do cells get their power?'),
  );
  expect(end).toMatchObject({ outcome: 'no_hit', model: null });
  expect(searches).toHaveLength(1);
});

test('earlier questions go with it, cut where they are long; those that failed do not', async () => {
  const { retrieval } = retrievalFor('never');
  const router = fakeModel(['none']);
  const answer = { content: 'So.', outcome: 'answered', route: 'general_qa', citations: [] } as const;
  const history = [
    { question: `Cells ${'c'.repeat(5_000)}`, answer },
    { question: 'Failed?', answer: null },
  ];
  const { model } = fakeModel(['unused']);
  await collect(
    answererWith({ retrieval, model, routerModel: router.model }),
    requestFor('What is osmosis?', { history }),
  );
  const told = router.requests[0]?.messages.at(-1)?.content ?? '';
  expect(told).toContain('Asked before: Cells ccc');
  expect(told).not.toContain('Failed?');
  expect(told.length).toBeLessThan(1_100);
});

test('an offline model is not asked for other words', async () => {
  const { retrieval, searches } = retrievalFor('never');
  const { model, requests } = fakeModel(['unused']);
  await collect(answererWith({ retrieval, model: { ...model, isExtractive: true } }), requestFor('Where from?'));
  expect(searches).toHaveLength(1);
  expect(requests).toHaveLength(0);
});

test('where the minute has no room for it the question is not rewritten, and nobody is told to wait', async () => {
  const bucket = createMemoryTokenBucket(10, () => new Date());
  const { retrieval, searches } = retrievalFor('never');
  const { model, requests } = fakeModel(['other words']);
  const answer = answererWith({ retrieval, model, tokens: supply(bucket) });
  const { end, stages } = await collect(answer, requestFor('Where do cells get their power?'));
  expect(end.outcome).toBe('no_hit');
  expect(stages).not.toContain('waiting');
  expect(requests).toHaveLength(0);
  expect(searches).toHaveLength(1);
});

function failing(error: Error): ChatModel {
  return {
    name: 'failing',
    isExtractive: false,
    // eslint-disable-next-line require-yield
    async *stream() {
      throw error;
    },
  };
}
