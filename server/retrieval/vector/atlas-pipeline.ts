import { Binary } from 'mongodb';

/** The name that the index in Atlas must have. */
export const atlasIndex = 'passage_vectors';

interface AtlasQuery {
  userId: string;
  model: string;
  documentIds: readonly string[];
  /** of unit length */
  query: Float32Array;
  count: number;
}

/**
 * What Atlas is asked for the passages nearest to a query. Owner, model and scope are conditions of the search itself,
 * so that no neighbour from elsewhere takes the place of one that may be seen.
 *
 * @see https://www.mongodb.com/docs/atlas/atlas-vector-search/vector-search-stage/
 */
export const atlasPipeline = ({ userId, model, documentIds, query, count }: AtlasQuery) => [
  {
    $vectorSearch: {
      index: atlasIndex,
      path: 'vector',
      queryVector: Binary.fromFloat32Array(query),
      // twenty times the limit is what Atlas recommends, ten thousand the most that it takes
      numCandidates: Math.min(10_000, Math.max(400, 20 * count)),
      limit: count,
      filter: {
        $and: [{ userId: { $eq: userId } }, { model: { $eq: model } }, { documentId: { $in: [...documentIds] } }],
      },
    },
  },
  { $project: { _id: 0, documentId: 1, passageId: 1, score: { $meta: 'vectorSearchScore' } } },
];
