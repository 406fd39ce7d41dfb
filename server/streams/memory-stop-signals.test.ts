import { createMemoryStopSignals } from './memory-stop-signals.ts';
import { testStopSignals } from './stop-signals.contract.ts';

testStopSignals(async () => createMemoryStopSignals());
