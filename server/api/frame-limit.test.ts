import { expect, test, vi } from 'vitest';
import { createFrameLimit } from './frame-limit.ts';

test('1,200 frames a minute pass, the next one is too many, and each minute begins anew', () => {
  let time = 0;
  const exceed = vi.fn<() => void>();
  const count = createFrameLimit(exceed, () => time);
  for (let n = 0; n < 1_200; n++) count();
  time = 60_000;
  for (let n = 0; n < 1_200; n++) count();
  expect(exceed).not.toHaveBeenCalled();
  for (let n = 0; n < 10; n++) count();
  expect(exceed).toHaveBeenCalledOnce();
});
