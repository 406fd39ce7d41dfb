import { expect, test } from 'vitest';
import { type CampaignFailure, runCampaign } from './campaign.ts';
import { describe } from './command.ts';

const seed = Date.now() % 1_000_000_000;

test(
  `a few random schedules over two servers, Redis and MongoDB break no rule (seed ${seed})`,
  { timeout: 120_000 },
  async () => {
    const failures: CampaignFailure[] = [];
    let played = 0;
    await runCampaign(
      {
        runs: 6,
        seed,
        worlds: ['cluster', 'cluster'],
        databaseUrl: process.env['DATABASE_URL'],
        shrinkMs: 0,
        mostFailures: 1,
        mostMs: 15_000,
      },
      { played: () => (played += 1), failed: (failure) => failures.push(failure) },
    );
    const [failure] = failures;
    if (failure !== undefined)
      throw new Error(
        `npm run chaos -- --only cluster --seed ${failure.seed} --path ${failure.path}\n${describe(failure.schedule)}`,
        { cause: failure.error },
      );
    expect(played).toBeGreaterThan(0);
  },
);
