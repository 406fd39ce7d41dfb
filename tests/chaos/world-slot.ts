import type { Schedule } from './command.ts';
import type { Mode } from './mode.ts';
import { type Played, playSchedule } from './play-schedule.ts';
import { openWorld, type World } from './world.ts';

/** A world that schedules are played on one after the other; one that broke a rule is replaced. */
export interface WorldSlot extends AsyncDisposable {
  readonly mode: Mode;
  /** @throws RuleBroken, and whatever the world itself failed with */
  play(schedule: Schedule): Promise<Played>;
  /** Looks at what is stored; null where the world was replaced since. */
  current(): World | null;
}

/** A schedule after which a rule did not hold. */
export class RuleBroken extends Error {
  /** what servers printed before */
  readonly lines: readonly string[];

  constructor({ violations, lines }: Played) {
    super(violations.join('\n'));
    this.lines = lines;
  }
}

export function createWorldSlot(mode: Mode, databaseUrl: string | undefined): WorldSlot {
  let world: World | null = null;
  const close = async () => {
    const closing = world;
    world = null;
    await closing?.[Symbol.asyncDispose]();
  };
  return {
    mode,
    play: async (schedule) => {
      try {
        world ??= await openWorld(mode, databaseUrl);
        const played = await playSchedule(world, schedule);
        if (played.violations.length > 0) throw new RuleBroken(played);
        return played;
      } catch (error) {
        await close();
        throw error;
      }
    },
    current: () => world,
    [Symbol.asyncDispose]: close,
  };
}
