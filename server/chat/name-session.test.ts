import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameSession } from './name-session.ts';

test('a chat is named after its first question, on one line, cut at a word', () => {
  expect(nameSession('main_app', false, '  What is\n osmosis? ')).toBe('What is osmosis?');
  const long = nameSession('main_app', false, `${'word '.repeat(30)}end`);
  expect(long).toMatch(/^(word )+word…$/);
});

test('a title is short, well formed and not empty, whatever the question', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (question) => {
      fc.pre(question.trim() !== '');
      const name = nameSession('main_app', false, question);
      expect(name.isWellFormed()).toBe(true);
      expect(name.length).toBeLessThanOrEqual(61);
      expect(name.trim()).not.toBe('');
    }),
  );
});
