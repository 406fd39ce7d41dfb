import type { Db as NativeDb, IndexDirection } from 'mongodb';
import { z } from 'zod';

const indexSchema = z.object({
  keys: z.array(z.object({ field: z.string(), direction: z.union([z.literal(1), z.literal(-1)]) })),
  unique: z.boolean().optional(),
});
const contractSchema = z.object({
  storage: z.object({
    namespaces: z.object({
      __unbound__: z.object({
        entries: z.object({
          collection: z.record(z.string(), z.object({ indexes: z.array(indexSchema).optional() })),
        }),
      }),
    }),
  }),
});

/**
 * Makes every index that the emitted contract names; those that exist already are left as they are.
 *
 * @param contract the content of prisma/contract.json
 */
export async function makeIndexes(native: NativeDb, contract: unknown): Promise<void> {
  const collections = contractSchema.parse(contract).storage.namespaces.__unbound__.entries.collection;
  for (const [name, { indexes = [] }] of Object.entries(collections)) {
    for (const { keys, unique = false } of indexes) {
      const spec: [string, IndexDirection][] = keys.map((key) => [key.field, key.direction]);
      await native.collection(name).createIndex(new Map(spec), { unique });
    }
  }
}
