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
