import { expect, test } from 'vitest';
import { runIngestKills } from '#tests/ingest-kills/campaign.ts';

test(
  'DL-02 documents and classes deleted in mid-ingestion, the server killed at random points: nothing is left, nothing lost or doubled',
  { timeout: 180_000 },
  async () => {
    const databaseUrl = process.env['DATABASE_URL'] ?? null;
    const figures = await runIngestKills({ kills: 5, seed: 7, databaseUrl, checkEvery: 5 });
    expect(figures.kills).toBe(5);
    expect(figures.uploaded).toBeGreaterThan(3);
    expect(figures.deleted).toBeGreaterThan(0);
  },
);
