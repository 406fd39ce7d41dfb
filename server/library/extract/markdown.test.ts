import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openMarkdown } from './markdown.ts';

async function pagesOf(content: string) {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-markdown-'));
  await writeFile(join(folder, 'file'), content);
  const source = await openMarkdown(join(folder, 'file'));
  await rm(folder, { recursive: true });
  return Promise.all(Array.from({ length: source.pages }, (_, index) => source.read(index + 1)));
}

test('a page knows the links that are named on another, and no other page says them', async () => {
  const pages = await pagesOf('# One\n\nSee [the book][1].\n\n# Two\n\nMore.\n\n[1]: https://example.org/book');
  expect(pages.map(({ text }) => text)).toEqual(['One\n\nSee the book.', 'Two\n\nMore.']);
});

test('code that goes over a page stays code', async () => {
  const line = '    *x* # what **this** does\n';
  const pages = await pagesOf(`# Code\n\n\`\`\`py\n${line.repeat(400)}\`\`\`\n\n**After** it.`);
  expect(pages.length).toBeGreaterThan(2);
  const all = pages.map(({ text }) => text).join('\n');
  expect(all.split('\n').filter((one) => one.trim() === line.trim())).toHaveLength(400);
  expect(all).toContain('After it.');
  expect(pages.flatMap(({ headings }) => headings.map(({ text }) => text))).toEqual(['Code']);
});

test('properties at the top are lines of the first page', async () => {
  const [page] = await pagesOf('---\ntitle: Cells\ntags: [a]\n---\n# One\n\n**text**');
  expect(page?.text).toBe('title: Cells\ntags: [a]\n\nOne\n\ntext');
  expect(page?.headings).toEqual([{ offset: 24, text: 'One' }]);
});

test('lines that only look like targets stand where they are, and there alone', async () => {
  const pages = await pagesOf(
    'Text [1].\n\n# References\n\n[1]: Smith, J. (2019). Title.\n\n# Appendix\n\nSee [1] also, and x[Book].\n\n# Links\n\n[book]: http://b.example',
  );
  expect(pages.map(({ text }) => text)).toEqual([
    'Text [1].',
    'References\n\n[1]: Smith, J. (2019). Title.',
    'Appendix\n\nSee [1] also, and xBook.',
    'Links',
  ]);
});

test('lists, tables and comments go on over a page', async () => {
  const list = `# List\n\n- top\n${'    - item **one** of many that there are in this list\n'.repeat(150)}`;
  for (const { text } of await pagesOf(list)) expect(text).not.toMatch(/\*\*|^ *-/m);
  const table = `# Table\n\n| a | b |\n|---|---|\n${'| row **one** | value of the row |\n'.repeat(250)}`;
  for (const { text } of await pagesOf(table)) expect(text).not.toMatch(/\*\*|\|/);
  const comment = `# Seen\n\nWords.\n\n<!--\n${'private words that nobody reads, line by line\n# no heading\n'.repeat(150)}-->\n\nMore words.`;
  const pages = await pagesOf(comment);
  expect(pages.map(({ text }) => text).join('')).not.toContain('private');
  expect(pages.flatMap(({ headings }) => headings.map(({ text }) => text))).toEqual(['Seen']);
  expect(pages.at(-1)?.text).toContain('More words.');
});
