/** `npm run chaos`: see options.ts, or `npm run chaos -- --help`. */
import { runCampaign, type CampaignFailure } from './campaign.ts';
import { describe } from './command.ts';
import { runKills } from './kills.ts';
import { runIngestKills } from '#tests/ingest-kills/campaign.ts';
import { type ChaosOptions, help, readOptions } from './options.ts';
import { RuleBroken } from './world-slot.ts';

await import('../../build/run.ts');
const databaseUrl = process.env['DATABASE_URL'];
const startedAt = performance.now();
const seconds = (): number => (performance.now() - startedAt) / 1_000;

function tellFailure({ mode, seed, path, shrinks, schedule, error }: CampaignFailure): void {
  console.error(`\nA rule does not hold. After ${shrinks} shrinks:`);
  console.error(describe(schedule));
  console.error(error instanceof RuleBroken ? error.message.slice(0, 6_000) : error);
  if (error instanceof RuleBroken) for (const line of error.lines.slice(-60)) console.error(`  ${line.slice(0, 400)}`);
  console.error(`Replay: npm run chaos -- --only ${mode} --seed ${seed} --path ${path}\n`);
}

async function campaign(options: ChaosOptions): Promise<boolean> {
  const ends = new Map<string, number>();
  let schedules = 0;
  let events = 0;
  let failed = 0;
  const tellProgress = () => {
    const rate = (schedules / seconds()).toFixed(2);
    const runs = [...ends].map(([end, count]) => `${count} ${end}`).join(', ');
    console.log(
      `${schedules} of ${options.runs} schedules, ${rate}/s, ${failed} failed; runs: ${runs}; ${events} events`,
    );
  };
  console.log(`Seed ${options.seed}, worlds: ${options.worlds.join(' ')}`);
  const progress = setInterval(tellProgress, 15_000);
  await runCampaign(
    { ...options, databaseUrl, mostMs: Infinity },
    {
      played: (_, played) => {
        schedules += 1;
        events += played.events;
        for (const end of played.ends) ends.set(end, (ends.get(end) ?? 0) + 1);
      },
      failed: (failure) => {
        failed += 1;
        tellFailure(failure);
      },
    },
  );
  clearInterval(progress);
  tellProgress();
  return failed === 0;
}

async function kills(options: ChaosOptions, count: number): Promise<boolean> {
  console.log(`Seed ${options.seed}, ${count} kills, worlds: ${options.worlds.join(' ')}`);
  let done = 0;
  const figures = await runKills({ ...options, kills: count, databaseUrl }, () => {
    done += 1;
    if (done % 10 === 0) console.log(`${done} of ${count} kills after ${seconds().toFixed(0)} s`);
  });
  const ends = [...figures.ends].map(([end, runs]) => `${runs} ${end}`).join(', ');
  console.log(`${figures.kills} kills; runs: ${ends}; ${figures.kept} turns found again unchanged.`);
  console.log(`Slowest until all was ended and settled: ${(figures.slowestMs / 1_000).toFixed(1)} s after the kill.`);
  return true;
}

async function ingestKills({ seed, worlds }: ChaosOptions, count: number): Promise<boolean> {
  const [mode = 'mongo'] = worlds;
  console.log(`Seed ${seed}, ${count} kills while documents are read, database: ${mode}`);
  const on = mode === 'embedded' ? null : (databaseUrl ?? null);
  const figures = await runIngestKills({ kills: count, seed, databaseUrl: on, checkEvery: 10 }, (done) =>
    console.log(`${done} of ${count} kills after ${seconds().toFixed(0)} s: everything as it should be`),
  );
  const { kills: killed, uploaded, deleted, lost } = figures;
  console.log(`${killed} kills; ${uploaded} documents uploaded, ${deleted} deleted, ${lost} uploads without a reply.`);
  return true;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

try {
  const options = readOptions(process.argv.slice(2), databaseUrl !== undefined, Date.now());
  if (options === null) console.log(help);
  else {
    const isWell =
      options.ingest !== null
        ? await ingestKills(options, options.ingest)
        : options.kills === null
          ? await campaign(options)
          : await kills(options, options.kills);
    process.exit(isWell ? 0 : 1);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
