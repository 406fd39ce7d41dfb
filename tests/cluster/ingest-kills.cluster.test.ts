import { expect, test } from 'vitest';
import { type Life, livesOf } from '#tests/ingest-kills/actions.ts';
import { runIngestKills } from '#tests/ingest-kills/campaign.ts';

const kills = 4;
const isEventful = ({ actions, killAfter }: Life): boolean =>
  killAfter.events > 10 && actions.some(({ action, afterEvents }) => action.do === 'upload' && afterEvents <= 4);
let seed = Date.now() % 1_000_000_000;
while (livesOf(kills, seed).filter(isEventful).length < 2) seed += 1;

test.concurrent.each([
  { database: 'MongoDB', databaseUrl: process.env['DATABASE_URL'] ?? null },
  { database: 'the embedded database', databaseUrl: null },
])(
  `DL-02 documents and classes deleted in mid-ingestion, killed at any point: nothing is left, nothing hangs, on $database (seed ${seed})`,
  { timeout: 240_000 },
  async ({ databaseUrl }) => {
    const figures = await runIngestKills({ kills, seed, databaseUrl, checkEvery: kills });
    expect(figures.uploaded + figures.lost).toBeGreaterThan(0);
  },
);
