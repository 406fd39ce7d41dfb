import { checkCharges } from './check-charges.ts';
import { checkRemovals } from './check-removals.ts';
import { checkRuns } from './check-runs.ts';
import { checkWatched } from './check-watched.ts';
import { checkSamples, checkWorld } from './check-world.ts';
import type { Observation } from './observation.ts';

/** Every rule that what was seen breaks, in words; empty where all hold. */
export const check = (observed: Observation): string[] => [
  ...checkWorld(observed),
  ...checkRuns(observed),
  ...checkCharges(observed),
  ...checkRemovals(observed),
  ...checkSamples(observed),
  ...checkWatched(observed),
];
