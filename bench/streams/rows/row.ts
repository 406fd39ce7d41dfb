import type { Bench } from '../bench.ts';
import type { Verdict } from '../verdict.ts';

/** How much is measured: all of it, or just enough to see that it works. */
export interface Extent {
  quick: boolean;
  rounds: number;
}

export type Row = (bench: Bench, extent: Extent) => Promise<Verdict[]>;
