import { expect, test } from 'vitest';
import { passagesOf } from './page-passages.ts';

const text = 'THE HEADER 7\n\nOne sentence. Another one.\n\nMethods\n\nA third one.\n\n7';
const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });

test('no passage covers a running line, and every passage is where it says', () => {
  const headings = [{ offset: at('Methods').start, text: 'Methods' }];
  const running = [at('THE HEADER 7'), { start: text.length - 1, end: text.length }];
  const passages = passagesOf({ text, headings, running }, 'Before');
  expect(passages.map((passage) => [passage.text, passage.heading])).toEqual([
    ['One sentence. Another one.\n\nMethods\n\nA third one.', 'Before'],
  ]);
  for (const { start, end, text: words } of passages) expect(text.slice(start, end)).toBe(words);
});

test('without running lines the whole page is cut', () => {
  const [first, ...others] = passagesOf({ text: 'A page. Of text.', headings: [] }, null);
  expect([first?.text, others]).toEqual(['A page. Of text.', []]);
});
