import { Binary } from 'mongodb';
import { expect, test } from 'vitest';
import { atlasPipeline } from './atlas-pipeline.ts';

const ask = { userId: 'u', model: 'm', documentIds: ['d1', 'd2'], query: Float32Array.of(0.6, 0.8), count: 48 };

test('the scope is the filter of the search itself, with owner and model', () => {
  expect(atlasPipeline(ask)).toEqual([
    {
      $vectorSearch: {
        index: 'passage_vectors',
        path: 'vector',
        queryVector: Binary.fromFloat32Array(ask.query),
        numCandidates: 960,
        limit: 48,
        filter: { $and: [{ userId: { $eq: 'u' } }, { model: { $eq: 'm' } }, { documentId: { $in: ['d1', 'd2'] } }] },
      },
    },
    { $project: { _id: 0, documentId: 1, passageId: 1, score: { $meta: 'vectorSearchScore' } } },
  ]);
});

test('the number of candidates stays within what Atlas takes', () => {
  const candidates = (count: number) => atlasPipeline({ ...ask, count })[0]?.$vectorSearch?.numCandidates;
  expect(candidates(1)).toBe(400);
  expect(candidates(5_000)).toBe(10_000);
});
