import { expect, test } from 'vitest';
import { germanStem } from './german.ts';

test.each([
  ['vulkan', 'vulkane', 'vulkanen', 'vulkans'],
  ['zahflussig', 'zahflussiges', 'zahflussigem', 'zahflussigen', 'zahflussiger'],
  ['haus', 'hauser', 'hausern', 'hauses'],
  ['klein', 'kleiner', 'kleinste', 'kleinsten'],
  ['membran', 'membranen'],
])('%s has the stem of its other forms', (word, ...forms) => {
  for (const form of forms) expect(germanStem(form), form).toBe(germanStem(word));
});

test('short words and words of another meaning stay apart', () => {
  for (const word of ['es', 'ei', 'see', 'tag']) expect(germanStem(word)).toBe(word);
  expect(germanStem('zelle')).not.toBe(germanStem('zeile'));
});
