import { expect, test } from 'vitest';
import { firstPaintScripts } from '#tests/harness/first-paint.ts';

test('what is loaded before the first paint stays small: at most 250 kB of scripts, compressed', async () => {
  const bytes = await firstPaintScripts();
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(250_000);
});
