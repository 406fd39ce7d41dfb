import { check } from './check.ts';
import type { Schedule } from './command.ts';
import type { StoredTurn } from './observation.ts';
import { observe, startSampling } from './observe.ts';
import { perform } from './perform.ts';
import { openRound } from './round.ts';
import { settleRound } from './settle.ts';
import type { World } from './world.ts';

export interface Played {
  violations: string[];
  /** what servers printed meanwhile */
  lines: readonly string[];
  /** how the stored runs ended, by end and error code */
  ends: string[];
  /** events that watchers saw */
  events: number;
  /** what is stored, to be found again later */
  turns: readonly StoredTurn[];
  /** from the last step, healing included, until everything had ended */
  settledMs: number;
}

/** Plays a schedule on a healed world with new users, and checks every rule after it. */
export async function playSchedule(world: World, { users, left, commands }: Schedule): Promise<Played> {
  world.model.clear();
  await world.heal();
  await using round = await openRound(world, users, left);
  await using sampling = startSampling(round);
  for (const command of commands) await perform(round, command);
  const started = performance.now();
  const stuck = await settleRound(round);
  const settledMs = performance.now() - started;
  const samples = await sampling.stop();
  const observed = await observe(round, left, stuck, samples);
  return {
    violations: check(observed),
    lines: observed.lines,
    ends: observed.turns.flatMap(({ ended }) => ended.map(({ end, error }) => error?.code ?? end)),
    events: round.watchers.reduce((sum, { seen }) => sum + seen.length, 0),
    turns: observed.turns,
    settledMs,
  };
}
