import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { openMarkdown } from './markdown.ts';
import type { PageSource } from './page-source.ts';
import { openText } from './plain-text.ts';

async function texts(content: string, open: (path: string) => Promise<PageSource> = openText): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-text-'));
  await writeFile(join(folder, 'file'), content);
  const source = await open(join(folder, 'file'));
  await rm(folder, { recursive: true });
  const pages = await Promise.all(Array.from({ length: source.pages }, (_, index) => source.read(index + 1)));
  return pages.map(({ text }) => text);
}

test('form feeds begin pages, blank ones too, and are no part of them', async () => {
  expect(await texts('One\n\fTwo\n\f\fFour\n\f')).toEqual(['One\n', 'Two\n', '', 'Four\n']);
  expect(await texts('# A\ntext\n\f# B\ntext\n## C\nmore', openMarkdown)).toEqual([
    'A\n\ntext',
    'B\n\ntext\n\nC\n\nmore',
  ]);
});

test('a single form feed does not make a page of a whole book', async () => {
  const pages = await texts(`Title\f${'A sentence about osmosis. '.repeat(2_000)}`);
  expect(pages[0]).toBe('Title');
  for (const page of pages) expect(page.length).toBeLessThan(10_000);
});

test('an underlined heading with nothing below it goes with what follows', async () => {
  expect(await texts('One\n===\n\nTwo\n---\n\ntext\n\nThree\n---\n\nend', openMarkdown)).toEqual([
    'One\n\nTwo\n\ntext',
    'Three\n\nend',
  ]);
});

test('a wrong byte does not make another encoding of a whole text', () => {
  const damaged = Buffer.concat([Buffer.from('Größe, Übung, Maß und Länge der Brücke, schön'), Buffer.from([0xff])]);
  expect(decodeText(damaged)).toContain('Größe');
  expect(decodeText(Buffer.from('Gr\xf6\xdfe, \xdcbung', 'latin1'))).toBe('Größe, Übung');
  expect(decodeText(Buffer.from('\x93quoted\x94', 'latin1'))).toBe('“quoted”');
});
