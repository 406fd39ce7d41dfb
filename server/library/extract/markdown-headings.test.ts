import { expect, test } from 'vitest';
import { markdownHeadings } from './markdown-headings.ts';

const found = (text: string) =>
  markdownHeadings(text).map((heading) => [heading.text, text.slice(heading.offset).split('\n')[0]]);

test('both ways of writing a heading, without marks', () => {
  expect(
    found('# One #\ntext\n\n##  *Two* and `code`\n\nThree\n=====\n\nFour [link](https://example.org)\n---\n'),
  ).toEqual([
    ['One', '# One #'],
    ['Two and code', '##  *Two* and `code`'],
    ['Three', 'Three'],
    ['Four link', 'Four [link](https://example.org)'],
  ]);
});

test('what only looks like one', () => {
  expect(
    found(
      '#hashtag\n\n```sh\n# comment\n```\n~~~~\n# too\n~~~\n# still\n~~~~\n\n- item\n---\n\n---\n\n| a |\n|---|\n\n#\n',
    ),
  ).toEqual([]);
});

test('a fence is closed by its own kind only', () => {
  expect(found('```\n~~~\n# inside\n```\n# outside\n')).toEqual([['outside', '# outside']]);
});

test('a fence is opened and closed by a line of nothing else', () => {
  expect(found('```js\n```js\n# inside\n```\n# outside\n```like this``` in a line\n# too\n')).toEqual([
    ['outside', '# outside'],
    ['too', '# too'],
  ]);
});

test('properties at the top are no heading', () => {
  expect(found('---\ntitle: Notes\ntags: [a]\n---\n# One\n')).toEqual([['One', '# One']]);
  expect(found('---\n\n# One\n')).toEqual([['One', '# One']]);
});

test('a line that is endless is looked at once', () => {
  expect(found(`# ${' '.repeat(200_000)}#${' '.repeat(200_000)}x`)).toEqual([]);
});
