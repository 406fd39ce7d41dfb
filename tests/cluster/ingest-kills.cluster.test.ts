import { expect, test } from 'vitest';
import { type Life, livesOf } from '#tests/ingest-kills/actions.ts';
import { runIngestKills } from '#tests/ingest-kills/campaign.ts';

const kills = 4;
const isEventful = ({ actions, killAfter }: Life): boolean =>
  killAfter.events > 10 && actions.some(({ action, afterEvents }) => action.do === 'upload' && afterEvents <= 4);
let seed = Date.now() % 1_000_000_000;
while (livesOf(kills, seed).filter(isEventful).length < 2) seed += 1;

test(
  `DL-02 documents and classes deleted in mid-ingestion, killed at any point: nothing is left, nothing hangs (seed ${seed})`,
  { timeout: 240_000 },
  async () => {
    const figures = await runIngestKills({ kills, seed, databaseUrl: null, checkEvery: kills });
    expect(figures.uploaded + figures.lost).toBeGreaterThan(0);
  },
);
