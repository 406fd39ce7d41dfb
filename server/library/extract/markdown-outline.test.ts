import { expect, test } from 'vitest';
import { markdownOutline } from './markdown-outline.ts';

const found = (text: string) => markdownOutline(text).headings.map(({ start, end }) => text.slice(start, end));

test('both ways of writing a heading', () => {
  expect(
    found('# One #\ntext\n\n##  *Two* and `code`\n\nThree\n=====\n\nFour [link](https://example.org)\n---\n'),
  ).toEqual(['# One #', '##  *Two* and `code`', 'Three\n=====', 'Four [link](https://example.org)\n---']);
});

test('what only looks like one', () => {
  expect(
    found(
      '#hashtag\n\n```sh\n# comment\n```\n~~~~\n# too\n~~~\n# still\n~~~~\n\n- item\n---\n\n---\n\n| a |\n|---|\n\n#\n',
    ),
  ).toEqual([]);
});

test('a fence is closed by its own kind only', () => {
  expect(found('```\n~~~\n# inside\n```\n# outside\n')).toEqual(['# outside']);
});

test('a fence is opened and closed by a line of nothing else', () => {
  expect(found('```js\n```js\n# inside\n```\n# outside\n```like this``` in a line\n# too\n')).toEqual([
    '# outside',
    '# too',
  ]);
});

test('properties at the top are no heading', () => {
  expect(found('---\ntitle: Notes\ntags: [a]\n---\n# One\n')).toEqual(['# One']);
  expect(found('---\n\n# One\n')).toEqual(['# One']);
});

test('a line that is endless is looked at once', () => {
  expect(found(`# ${' '.repeat(200_000)}#${' '.repeat(200_000)}x`)).toEqual([]);
});

test('fenced code, also where nothing closes it, and targets of links, but not of footnotes', () => {
  const text = 'a\n```py\n[in]: code\n```\n[Book]: <https://example.org> "T"\n[^1]: note\n~~~\nrest';
  const { fences, targets } = markdownOutline(text);
  expect(fences.map(({ start, end, opening }) => [text.slice(start, end), opening])).toEqual([
    ['```py\n[in]: code\n```', '```py'],
    ['~~~\nrest', '~~~'],
  ]);
  expect(targets).toEqual([{ label: 'Book', line: '[Book]: <https://example.org> "T"' }]);
});
