import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentKind } from '#shared/document.ts';
import { collect } from '#tests/harness/collect.ts';
import { endlessPdf } from '#tests/harness/endless-pdf.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { Unreadable } from './page-source.ts';
import { readDocument } from './read-document.ts';
import type { ReadPage } from './read-pages.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

const never = new AbortController().signal;
/** Time is no reason here, however busy the machine. */
const patient = { pageMs: 600_000, documentMs: 600_000 };

async function read(content: Uint8Array | string, kind: DocumentKind = 'pdf', from = 1): Promise<ReadPage[]> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  const pages: ReadPage[] = [];
  for await (const batch of readDocument({ path, kind, from, heading: null }, never, patient))
    pages.push(...batch.read);
  return pages;
}

describe('reading a PDF', () => {
  test('page by page, with the section that each passage stands in', async () => {
    const pages = await read(
      makePdf([
        { lines: [{ text: 'Membranes', size: 20 }, '', 'A membrane is thin.', 'It lets water pass.'] },
        ['Osmosis moves water.', 'Salt stays.'],
        { lines: [{ text: '2.1 Pressure', size: 16 }, '', 'Pressure stops osmosis.'] },
      ]),
    );
    expect(pages.map(({ page, heading, text }) => [page, heading, text])).toEqual([
      [1, 'Membranes', 'Membranes\n\nA membrane is thin.\nIt lets water pass.'],
      [2, 'Membranes', 'Osmosis moves water.\nSalt stays.'],
      [3, '2.1 Pressure', '2.1 Pressure\n\nPressure stops osmosis.'],
    ]);
    for (const { text, passages } of pages) {
      for (const passage of passages) expect(text.slice(passage.start, passage.end)).toBe(passage.text);
    }
    expect(pages[1]?.passages.map(({ heading }) => heading)).toEqual(['Membranes']);
  });

  test('from a page in the middle', async () => {
    const pdf = makePdf(Array.from({ length: 40 }, (_, index) => [`This is page ${index + 1}.`]));
    expect((await read(pdf, 'pdf', 37)).map(({ text }) => text)).toEqual(
      [37, 38, 39, 40].map((page) => `This is page ${page}.`),
    );
  });

  test('SE-07 (broken, encrypted): what cannot be read says why', async () => {
    await expect(read(makePdf([['secret']], { password: 'x' }))).rejects.toThrow('encrypted');
    await expect(read('%PDF-1.7\nand then nothing of the kind')).rejects.toThrow('broken');
    await expect(read(makePdf([['x']]).subarray(0, 200))).rejects.toThrow('broken');
    await expect(read('')).rejects.toThrow('broken');
  });

  test('a page without text is an empty page', async () => {
    const pages = await read(makePdf([{ lines: [] }, ['text']]));
    expect(pages.map(({ text, passages }) => [text, passages.length])).toEqual([
      ['', 0],
      ['text', 1],
    ]);
  });
});

describe('reading text', () => {
  test('of Markdown a page is a section', async () => {
    const pages = await read(
      'Before.\n\n# One\n\nFirst.\n\n## Two\n\n### Three\n\nThird.\n\n```\n# no heading\n```\n',
      'markdown',
    );
    expect(pages.map(({ page, heading, text }) => [page, heading, text.trim().split('\n')[0]])).toEqual([
      [1, null, 'Before.'],
      [2, 'One', 'One'],
      [3, 'Two', 'Two'],
    ]);
    expect(pages[2]?.passages[0]?.heading).toBe('Two');
    expect(pages[2]?.text).toContain('# no heading');
  });

  test('of a text without headings a page is about 3,000 characters, and nothing is lost', async () => {
    const text = Array.from(
      { length: 300 },
      (_, index) => `Sentence ${index} is about osmosis and water.${index % 7 === 0 ? '\n\n' : ' '}`,
    ).join('');
    const pages = await read(text, 'text');
    expect(pages.map((page) => page.text).join('')).toBe(text);
    for (const page of pages) expect(page.text.length).toBeLessThanOrEqual(4_500);
    expect(pages.length).toBeGreaterThan(3);
  });

  test('in other encodings, with line ends of other systems, without what cannot be stored', async () => {
    expect((await read(Buffer.from('\ufeffGröße\r\nWeite', 'utf16le'), 'text'))[0]?.text).toBe('Größe\nWeite');
    expect((await read(Buffer.from('Gr\xf6\xdfe', 'latin1'), 'text'))[0]?.text).toBe('Größe');
    expect((await read('\ufeffa\u0001b', 'text'))[0]?.text).toBe('a b');
  });

  test('of nothing there are no pages', async () => {
    expect(await read(' \n\n', 'text')).toEqual([]);
  });
});

test('one process reads one document after another; one with which something was wrong reads no other', async () => {
  await read('First.', 'text');
  const [first] = readingProcesses();
  expect((await read(makePdf([['Second.']])))[0]?.text).toBe('Second.');
  expect((await read('Third.', 'text'))[0]?.text).toBe('Third.');
  expect(readingProcesses()).toEqual([first]);
  await expect(read('%PDF-1.7\nand then nothing of the kind')).rejects.toThrow('broken');
  await read('Fourth.', 'text');
  expect(readingProcesses()).not.toContain(first);
});

test('a process that was ended while it waited says nothing of the file that comes next', async () => {
  await read('First.', 'text');
  const path = join(folder, 'next');
  await writeFile(path, 'Second.');
  for (const pid of readingProcesses()) process.kill(pid, 'SIGKILL');
  const pages = await collect(readDocument({ path, kind: 'text', from: 1, heading: null }, never, patient));
  expect(pages[0]?.read[0]?.text).toBe('Second.');
});

describe('a reading that goes wrong', () => {
  test(
    'SE-07 (bomb): a small file with endless text ends its own process, not the server',
    { timeout: 120_000 },
    async () => {
      const lines = Array.from({ length: 60 }, () => Buffer.alloc(1_000_000, '(abc) Tj '));
      const page = deflateSync(Buffer.concat([Buffer.from('BT /F1 11 Tf 72 700 Td '), ...lines, Buffer.from(' ET')]));
      const before = process.memoryUsage.rss();
      await expect(read(makePdf([{ lines: [], deflated: page }]))).rejects.toThrow('too large');
      expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000);
    },
  );

  test('a page that is never done ends its process, with a reason', async () => {
    const path = join(folder, 'endless');
    await writeFile(path, endlessPdf());
    const budget = { pageMs: 2_000, documentMs: 60_000 };
    const reading = collect(readDocument({ path, kind: 'pdf', from: 1, heading: null }, never, budget));
    await expect(reading).rejects.toThrow('one of its pages takes too long');
  });

  test('a document of many pages takes no longer in all than it may', async () => {
    const path = join(folder, 'slow');
    await writeFile(path, makePdf([['x']]));
    const budget = { pageMs: 60_000, documentMs: 1 };
    const reading = collect(readDocument({ path, kind: 'pdf', from: 1, heading: null }, never, budget));
    await expect(reading).rejects.toThrow('all of it takes too long');
  });

  test('stops when it is told to', async () => {
    const path = join(folder, 'stopped');
    await writeFile(path, makePdf([['x']]));
    const stop = new AbortController();
    const reading = collect(readDocument({ path, kind: 'pdf', from: 1, heading: null }, stop.signal));
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is no fault of the file where %s ended it, as it ends all processes of a terminal or a service',
    async (signal) => {
      const path = join(folder, 'ended');
      await writeFile(path, endlessPdf());
      const reading = collect(readDocument({ path, kind: 'pdf', from: 1, heading: null }, never, patient));
      for (const pid of readingProcesses()) process.kill(pid, signal);
      await expect(reading).rejects.toSatisfy((error) => error instanceof Error && !(error instanceof Unreadable));
    },
  );
});

/** The processes that read for this one. */
const readingProcesses = (): number[] =>
  execFileSync('ps', ['--ppid', String(process.pid), '-ww', '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('reading-process'))
    .map((line) => Number.parseInt(line, 10));
