import { parseArgs } from 'node:util';
import { type Mode, modes } from './mode.ts';

export const help = `npm run chaos -- [options]

Plays random schedules of questions, watchers, stops, retries, line faults, kills and restarts over real servers and
checks after each that nothing was lost, doubled, mixed up or wrongly charged. DATABASE_URL names a MongoDB server.

  --runs N        schedules to play (200)
  --seed S        the first schedule's seed; the next have S+1, S+2, … (from the clock)
  --path P        replays the schedule of --seed that a failure printed
  --only MODE     cluster (two servers, MongoDB, Redis), mongo (one server) or embedded; all if left out
  --worlds N      installations played on at the same time (6)
  --shrink N      seconds for shrinking a schedule that breaks a rule (180)
  --failures N    ends after so many of them (3)
  --kills N       instead: kills servers N times in mid-stream; with --only, or --embedded or --mongo
  --ingest N      instead: kills one server N times while documents are read; with --only embedded or mongo
  --help`;

export interface ChaosOptions {
  runs: number;
  seed: number;
  path: string | undefined;
  worlds: Mode[];
  shrinkMs: number;
  mostFailures: number;
  /** null: schedules */
  kills: number | null;
  /** null: no documents */
  ingest: number | null;
}

/** @returns null where help is asked for. @throws Error that says which option is wrong */
export function readOptions(args: string[], hasMongo: boolean, now: number): ChaosOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      path: { type: 'string' },
      only: { type: 'string' },
      worlds: { type: 'string' },
      shrink: { type: 'string' },
      failures: { type: 'string' },
      kills: { type: 'string' },
      ingest: { type: 'string' },
      embedded: { type: 'boolean' },
      mongo: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  const only = values.embedded === true ? 'embedded' : values.mongo === true ? 'mongo' : values.only;
  const mode = modes.find((each) => each === only);
  if (only !== undefined && mode === undefined) throw new Error(`--only: should be one of ${modes.join(', ')}`);
  if (mode !== 'embedded' && !hasMongo) throw new Error('DATABASE_URL: not set; without it only --only embedded runs');
  const path = values.path;
  if (path !== undefined && mode === undefined) throw new Error('--path: name the mode of its schedule with --only');
  const count = path === undefined ? whole('worlds', values.worlds, 6) : 1;
  return {
    runs: path === undefined ? whole('runs', values.runs, 200) : 1,
    seed: whole('seed', values.seed, now % 1_000_000_000),
    path,
    worlds: mode === undefined ? mixed(count) : Array.from({ length: count }, () => mode),
    shrinkMs: whole('shrink', values.shrink, 180) * 1_000,
    mostFailures: whole('failures', values.failures, 3),
    kills: values.kills === undefined ? null : whole('kills', values.kills, 100),
    ingest: values.ingest === undefined ? null : whole('ingest', values.ingest, 100),
  };
}

/** Mostly clusters; the fifth world is one server on MongoDB, the sixth an embedded one. */
const mixed = (count: number): Mode[] =>
  Array.from({ length: count }, (_, n) => (n % 6 === 4 ? 'mongo' : n % 6 === 5 ? 'embedded' : 'cluster'));

function whole(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name}: should be a whole number`);
  return number;
}
