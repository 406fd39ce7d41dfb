import { createMemoryTokenBucket } from './memory-token-bucket.ts';
import { tokenWindowMs } from './token-bucket.ts';
import { testTokenBucket } from './token-bucket.contract.ts';

testTokenBucket(async (limit) => {
  let now = Date.parse('2026-01-01');
  const bucket = createMemoryTokenBucket(limit, () => new Date(now));
  return {
    bucket,
    endWindow: async () => {
      now += tokenWindowMs;
    },
  };
});
