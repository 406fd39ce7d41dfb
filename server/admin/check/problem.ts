import { z } from 'zod';

/** Collections that hold what was made of a document. */
export const madeOfDocuments = ['pages', 'passages', 'summaries', 'summary_jobs', 'embeddings', 'vectors'] as const;

const owned = { userId: z.string(), documentId: z.string() };

/** Something stored that belongs to nothing, or lacks what belongs to it. */
export const problemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file without document'), ...owned }),
  z.object({ kind: z.literal('document without file'), ...owned }),
  z.object({ kind: z.literal('rows without document'), ...owned, collection: z.enum(madeOfDocuments) }),
  /** a place on the shelf that no document has */
  z.object({ kind: z.literal('place without document'), ...owned }),
  z.object({ kind: z.literal('document without place'), ...owned }),
  /** the shelf's number is not that of its places */
  z.object({ kind: z.literal('wrong count'), userId: z.string() }),
  /** what an upload or a reading that was broken off has left in the file store */
  z.object({ kind: z.literal('leftover'), name: z.string() }),
]);
export type Problem = z.infer<typeof problemSchema>;
