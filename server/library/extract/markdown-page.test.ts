import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarkdownPage } from './markdown-page.ts';

const text = (source: string): string => readMarkdownPage(source).text;

test('words are without their marks, at every level', () => {
  expect(
    text(
      'The **fluency *illusion***, ~~never~~ `a_b`, [a link](https://example.org), ![a cell](c.png)\\\nnext &amp; last',
    ),
  ).toBe('The fluency illusion, never a_b, a link, a cell\nnext & last');
  expect(text('> quoted\n> on\n>\n> > deeper\n\nafter')).toBe('quoted\non\n\ndeeper\n\nafter');
  expect(text('2 \\* 3, snake_case and 5 * 6 * 7')).toBe('2 * 3, snake_case and 5 * 6 * 7');
});

test('notes set apart have their titles, or are called what they are', () => {
  expect(
    text(
      '> [!note] Remember\n> A *membrane*.\n\n> [!WARNING]\n> Hot.\n\n> [!tip]-\n>\n> Fold.\n\n> [!info] *Soft*\n> # One',
    ),
  ).toBe('Remember\nA membrane.\n\nWarning\nHot.\n\nTip\n\nFold.\n\nSoft\n\nOne');
});

test('lists keep their order and their marks', () => {
  expect(text('- one\n  goes on\n- two\n  1. first\n  2. second\n- [x] done\n- [ ] open')).toBe(
    '• one\ngoes on\n• two\n  1. first\n  2. second\n• ☑ done\n• ☐ open',
  );
  expect(text('7. seven\n\n   more of it\n\n8. eight')).toBe('7. seven\n\nmore of it\n\n8. eight');
});

test('tables are lines with tabs between the cells; code stands as it is', () => {
  expect(text('| Phase | *Cells* |\n|---|--:|\n| one | 2 |\n| two | 4 |\n\n```js\n# not a heading\n**p**\n```')).toBe(
    'Phase\tCells\none\t2\ntwo\t4\n\n# not a heading\n**p**',
  );
});

test('headings are noted where they begin, whichever way they are written', () => {
  const page = readMarkdownPage('# A *b* #\n\ntext\n\nTwo\n---\n\n- # in a list\n\n#\n');
  expect(page.text).toBe('A b\n\ntext\n\nTwo\n\n• in a list');
  expect(page.headings.map(({ offset, text }) => [page.text.slice(offset, offset + text.length), text])).toEqual([
    ['A b', 'A b'],
    ['Two', 'Two'],
    ['in a list', 'in a list'],
  ]);
});

test('formulas stand as they are written', () => {
  for (const tex of ['$a_1 * b * c_2$', '$$\n\\{x\\} \\\\ *y*\n$$', '\\(a \\* b\\)', '\\[ \\_x_ \\]'])
    expect(text(`Say **${tex}** here`)).toBe(`Say ${tex} here`);
  expect(text('It costs $5 and **$6**, in `$HOME`/**x**/`$PATH`')).toBe('It costs $5 and $6, in $HOME/x/$PATH');
  expect(text('## $x$ and $y$')).toBe('$x$ and $y$');
});

test('HTML says its words, comments and targets of links say nothing', () => {
  expect(text('<!-- private -->\n\nA <b>bold</b> word<br>and a line\n\n<p>One</p>\n<p>Two</p>\n\n---\n\n[a]: b')).toBe(
    'A bold word\nand a line\n\nOne\nTwo',
  );
  expect(text('See it[^1].\n\n[^1]: In the **book**.')).toBe('See it[1].\n\n[1] In the book.');
});

test('what only looks like a tag stays, cells and blocks of HTML are apart, entities are letters', () => {
  for (const words of ['0<x and y>3', 'a<b then c>d', 'List<String> and vector<int> v', 'Press <Enter>'])
    expect(text(words)).toBe(words);
  expect(text('<table><tr><td>Prophase</td><td class="n">36 min</td></tr><tr><td>Anaphase</td></tr></table>')).toBe(
    'Prophase\t36 min\nAnaphase',
  );
  expect(
    text(
      '<details>\n<summary>Why?</summary>\nIt &lt; that &amp; &#945;&nbsp;x <img src="c.png" alt="A cell">\n</details>',
    ),
  ).toBe('Why?\nIt < that & α\u00a0x A cell');
  expect(text('<style>p { color: red }</style>\n\nWords')).toBe('Words');
});

test('formulas over several lines stand as they are, and code is none', () => {
  for (const tex of [
    '\\[\n\\mathbb{E}[X] = \\sum_{x} x\\, p(x) \\\\ a*b*c\n\\]',
    '$$\n\\begin{cases} 1 & \\text{if $x_1 > 0$} \\\\ 0 \\, \\end{cases}\n$$',
    '\\( a_1\n+ b_2 * c * d \\)',
    '\\[\nx\n=\ny[1]\n\\]',
  ])
    expect(text(`Say\n\n${tex}\n\n**so**`)).toBe(`Say\n\n${tex}\n\nso`);
  expect(text('- The PID is `$$`.\n- Kill it by `kill $$`, **now**.')).toBe(
    '• The PID is $$.\n• Kill it by kill $$, now.',
  );
  expect(text('```sh\necho $$\n```\n\n**then**\n\n```sh\nkill $$\n```')).toBe('echo $$\n\nthen\n\nkill $$');
  expect(text('- half-open: \\[0, 1)\n- **closed**: \\[0, 1\\]\n\n753 BC.\\[1\\]')).toBe(
    '• half-open: [0, 1)\n• closed: [0, 1]\n\n753 BC.[1]',
  );
});

test('items have the numbers that are written, or are counted where all are the same', () => {
  expect(text('1984. A great year.\n1999. Another.')).toBe('1984. A great year.\n1999. Another.');
  expect(text('1. one\n1. two')).toBe('1. one\n2. two');
});

test('what is nested beyond reason stays as it stands', () => {
  for (const source of [
    '> '.repeat(5_000),
    `${'- '.repeat(5_000)}a`,
    '1. '.repeat(3_000),
    '>  '.repeat(3_300),
    `${'*'.repeat(5_000)}a${'*'.repeat(5_000)}`,
  ])
    expect(text(source)).toBe(source);
  expect(text(`a\n\n${'-'.repeat(500)}\n\n${'* '.repeat(39)}\n\nb`)).toBe('a\n\nb');
});

test('any text is read; plain paragraphs are what they were', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).map((one) => one.toWellFormed()),
      (source) => {
        const page = readMarkdownPage(source);
        for (const { offset, text } of page.headings) expect(page.text.startsWith(text, offset)).toBe(true);
      },
    ),
  );
  const word = fc.stringMatching(/^[a-zA-ZäöüßÉé]{1,9}$/);
  const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
  const paragraph = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(fc.array(paragraph, { minLength: 1, maxLength: 4 }), (paragraphs) => {
      const source = paragraphs.join('\n\n');
      expect(text(source)).toBe(source);
    }),
  );
});
