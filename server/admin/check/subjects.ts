import type { Db as NativeDb } from 'mongodb';
import { z } from 'zod';

const subjectSchema = z.object({ userId: z.string(), documentId: z.string() }).nullable();
type Subject = NonNullable<z.infer<typeof subjectSchema>>;

/** Every document that rows of a collection name, once each, by its index on both: a look for each, whatever the rows. */
export async function* subjectsOf(native: NativeDb, collection: string): AsyncGenerator<Subject> {
  const first = async (filter: object): Promise<Subject | null> => {
    const sort = { userId: 1, documentId: 1 } as const;
    const projection = { _id: 0, userId: 1, documentId: 1 };
    return subjectSchema.parse(await native.collection(collection).findOne(filter, { sort, projection }));
  };
  let next = await first({});
  while (next !== null) {
    yield next;
    const { userId, documentId } = next;
    next = (await first({ userId, documentId: { $gt: documentId } })) ?? (await first({ userId: { $gt: userId } }));
  }
}
