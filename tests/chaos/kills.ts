import fc from 'fast-check';
import { field } from '#server/database/client.ts';
import type { Command, Plan, Schedule } from './command.ts';
import type { Mode } from './mode.ts';
import type { StoredTurn } from './observation.ts';
import type { Played } from './play-schedule.ts';
import { createWorldSlot, type WorldSlot } from './world-slot.ts';

const users = 4;
const asksPerUser = 3;

/** Streams of every length, a moment, and the end of the process that writes them. */
const killSchedules: fc.Arbitrary<Schedule> = fc
  .record({
    plans: fc.array(
      fc.record<Plan>({
        pieces: fc.integer({ min: 5, max: 120 }),
        filler: fc.nat(20),
        delayMs: fc.constantFrom(2, 10, 20),
        firstDelayMs: fc.constantFrom(0, 0, 200),
        end: fc.constant('stop'),
      }),
      { minLength: users * asksPerUser, maxLength: users * asksPerUser },
    ),
    moment: fc.integer({ min: 0, max: 1_500 }),
    server: fc.nat(1),
  })
  .map(({ plans, moment, server }) => {
    const asks = plans.map<Command>((plan, n) => {
      return { do: 'ask', user: n % users, server: n % 2, times: 'once', sameSession: n % 3 === 0, plan };
    });
    const wait: Command = { do: 'wait', ms: moment };
    return { users, left: 900, commands: [...asks, wait, { do: 'kill', server, downMs: 0 }] };
  });

export interface KillFigures {
  kills: number;
  /** runs by how they ended */
  ends: Map<string, number>;
  /** turns that were found again, unchanged, after all kills */
  kept: number;
  slowestMs: number;
}

/**
 * Kills a server `kills` times, each time with several streams under way, and checks every rule after it; at the end
 * everything that was ever stored must still be there.
 *
 * @throws RuleBroken
 */
export async function runKills(
  options: { kills: number; seed: number; worlds: readonly Mode[]; databaseUrl: string | undefined },
  tell: (played: Played) => void,
): Promise<KillFigures> {
  const figures: KillFigures = { kills: 0, ends: new Map(), kept: 0, slowestMs: 0 };
  const queue = fc.sample(killSchedules, { numRuns: options.kills, seed: options.seed });
  const work = async (mode: Mode) => {
    await using slot = createWorldSlot(mode, options.databaseUrl);
    const stored: StoredTurn[] = [];
    for (let schedule = queue.shift(); schedule !== undefined; schedule = queue.shift()) {
      const played = await slot.play(schedule);
      stored.push(...played.turns);
      figures.kills += 1;
      figures.slowestMs = Math.max(figures.slowestMs, played.settledMs);
      for (const end of played.ends) figures.ends.set(end, (figures.ends.get(end) ?? 0) + 1);
      tell(played);
    }
    const kept = await countKept(slot, stored);
    figures.kept += kept;
  };
  await Promise.all(options.worlds.map(work));
  return figures;
}

async function countKept(slot: WorldSlot, stored: readonly StoredTurn[]): Promise<number> {
  const ids = [...new Set(stored.map(({ userId }) => userId))];
  const now = await slot.current()?.read(async ({ db }) => db.turns.where(field.in('userId', ids)).all());
  const byId = new Map((now ?? []).map((turn) => [`${turn.userId}/${turn.turnId}`, JSON.stringify(turn)]));
  const lost = stored.filter((turn) => byId.get(`${turn.userId}/${turn.turnId}`) !== JSON.stringify(turn));
  if (lost.length > 0) throw new Error(`turns were lost or changed: ${lost.map(({ turnId }) => turnId).join(' ')}`);
  return stored.length;
}
