import { expect, test } from 'vitest';
import { askInput } from './turn.ts';
import { newId } from './ids.ts';

const isTaken = (text: string): boolean => askInput.safeParse({ turnId: newId(), text }).success;

test('ST-02 a question’s length is counted in UTF-16 units, without the blanks around it', () => {
  expect(isTaken('x'.repeat(8_000))).toBe(true);
  expect(isTaken('x'.repeat(8_001))).toBe(false);
  expect(isTaken('😀'.repeat(4_000))).toBe(true);
  expect(isTaken(`${'😀'.repeat(4_000)}x`)).toBe(false);
  expect(isTaken('😀'.repeat(8_000))).toBe(false);
  expect(isTaken(` ${'😀'.repeat(4_000)}\n`)).toBe(true);
  expect(isTaken(' \n ')).toBe(false);
});
