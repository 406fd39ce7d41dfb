import { createMemoryRateLimit } from './memory-rate-limit.ts';
import { testRateLimit } from './rate-limit.contract.ts';

testRateLimit(createMemoryRateLimit);
