import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peek } from './peek.ts';
import { collect } from '#tests/harness/collect.ts';

test('looking at the beginning takes nothing away, however the bytes come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 20 })), fc.nat(60), async (chunks, length) => {
      async function* source() {
        yield* chunks;
      }
      const all = Buffer.concat(chunks);
      const { head, content } = await peek(source(), length);
      expect(Buffer.from(head)).toEqual(all.subarray(0, length));
      expect(Buffer.concat(await collect(content))).toEqual(all);
    }),
  );
});
