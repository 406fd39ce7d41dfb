import { createMemoryRunLog } from './memory-run-log.ts';
import { testRunLog } from './run-log.contract.ts';

testRunLog(createMemoryRunLog);
