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

test('what is read as it stands: code, also where nothing closes it, comments, displayed formulas', () => {
  const regions = [
    '```py\n[in]: code\n```',
    '<!-- not\n# a heading\n-->',
    '$$\na\n=\nb\n$$',
    '\\[\na\n---\n\\]',
    '~~~\nrest',
  ];
  const text = regions.join('\n\ntext\n\n');
  const outline = markdownOutline(text);
  expect(outline.regions.map(({ start, end }) => text.slice(start, end))).toEqual(regions);
  expect(outline.regions.map(({ opening }) => opening)).toEqual(['```py', '<!-- not', '$$', '\\[', '~~~']);
  expect([outline.headings, outline.targets.size]).toEqual([[], 0]);
});

test('a formula that is never closed ends with its paragraph', () => {
  expect(found('$$\na\n\n# After\n')).toEqual(['# After']);
});

test('targets of links, but not of footnotes, nor what is only written like one', () => {
  const text =
    '[The  Book]: <https://example.org> "T"\n[the book]: http://other\n\n[^1]: note\n\n[1]: Smith, J. (2019). Title.\n\nText\n[in]: text';
  expect([...markdownOutline(text).targets]).toEqual([['the book', '[The  Book]: <https://example.org> "T"']]);
});

test('a rule at the top begins no properties', () => {
  expect(found('---\n\n# One\n\ntext\n\n---\n\n# Two\n')).toEqual(['# One', '# Two']);
});
