import fc from 'fast-check';
import type { Schedule } from './command.ts';
import type { Mode } from './mode.ts';
import type { Played } from './play-schedule.ts';
import { schedules } from './schedules.ts';
import { createWorldSlot, type WorldSlot } from './world-slot.ts';

export interface CampaignOptions {
  runs: number;
  /** schedule n of the campaign has the seed `seed + n` */
  seed: number;
  /** replays the schedule of `seed` that this path leads to */
  path?: string | undefined;
  /** the world of each worker; they play at the same time */
  worlds: readonly Mode[];
  databaseUrl: string | undefined;
  shrinkMs: number;
  /** the campaign ends after so many failures */
  mostFailures: number;
  /** after so many milliseconds no schedule is begun any more */
  mostMs: number;
}

export interface CampaignFailure {
  mode: Mode;
  seed: number;
  path: string;
  shrinks: number;
  schedule: Schedule;
  error: unknown;
}

export interface Told {
  played(mode: Mode, played: Played): void;
  failed(failure: CampaignFailure): void;
}

/** Plays `runs` schedules, several worlds at a time; a schedule that breaks a rule is shrunk. */
export async function runCampaign(options: CampaignOptions, tell: Told): Promise<void> {
  let next = 0;
  let failures = 0;
  const endsAt = performance.now() + options.mostMs;
  const goesOn = () => next < options.runs && failures < options.mostFailures && performance.now() < endsAt;
  const work = async (mode: Mode) => {
    await using slot = createWorldSlot(mode, options.databaseUrl);
    while (goesOn()) {
      const seed = options.seed + next;
      next += 1;
      const failure = await playOne(slot, seed, options, tell);
      if (failure === null) continue;
      failures += 1;
      tell.failed(failure);
    }
  };
  await Promise.all(options.worlds.map(work));
}

async function playOne(
  slot: WorldSlot,
  seed: number,
  { path, shrinkMs }: CampaignOptions,
  tell: Told,
): Promise<CampaignFailure | null> {
  let shrinkUntil = Infinity;
  const property = fc.asyncProperty(schedules(slot.mode), async (schedule) => {
    // out of time: whatever is left to try counts as well, and shrinking ends
    if (performance.now() > shrinkUntil) return;
    try {
      tell.played(slot.mode, await slot.play(schedule));
    } catch (error) {
      if (shrinkUntil === Infinity) shrinkUntil = performance.now() + shrinkMs;
      throw error;
    }
  });
  const result = await fc.check(property, {
    seed,
    numRuns: 1,
    unbiased: true,
    ...(path === undefined ? {} : { path, endOnFailure: true }),
  });
  if (!result.failed || result.counterexample === null) return null;
  return {
    mode: slot.mode,
    seed,
    path: result.counterexamplePath ?? '0',
    shrinks: result.numShrinks,
    schedule: result.counterexample[0],
    error: result.errorInstance,
  };
}
