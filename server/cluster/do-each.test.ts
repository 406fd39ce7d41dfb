import { expect, test } from 'vitest';
import { doEach } from './do-each.ts';

test('one that fails stops no other, and what failed is told at the end', async () => {
  const done: number[] = [];
  const odd = (n: number) => new Error(`${n} is odd`);
  const step = async (n: number) => {
    if (n % 2 === 1) throw odd(n);
    done.push(n);
  };
  await expect(doEach([1, 2, 4], step)).rejects.toEqual(odd(1));
  const both = doEach([[1, 2], [3, 5], [6]], (some) => doEach(some, step));
  await expect(both).rejects.toMatchObject({ message: '3 failed', errors: [odd(1), odd(3), odd(5)] });
  await doEach([8], step);
  expect(done).toEqual([2, 4, 2, 6, 8]);
});
