import { describe, expect, test } from 'vitest';
import { type DocxParts, makeDocx, p, r, styled, table } from '#tests/harness/make-docx.ts';
import { readOffice } from '#tests/harness/read-office.ts';
import type { SourcePage } from '../page-source.ts';

const read = (parts: DocxParts | string): Promise<SourcePage[]> =>
  readOffice(makeDocx(typeof parts === 'string' ? { body: parts } : parts), 'docx');
const texts = async (parts: DocxParts | string): Promise<string[]> => (await read(parts)).map(({ text }) => text);

const rendered = '<w:r><w:lastRenderedPageBreak/></w:r>';
const pageBreak = '<w:r><w:br w:type="page"/></w:r>';
const section = (type: string): string => `<w:sectPr><w:type w:val="${type}"/></w:sectPr>`;

describe('pages of a Word document', () => {
  test('begin where the author or Word says so, once where both do', async () => {
    expect(
      await texts(
        p(`${r('One')}${pageBreak}`) +
          p(`${rendered}${r('Two')}`) +
          p(`${r('still two, ')}<w:r><w:lastRenderedPageBreak/><w:t>and three</w:t></w:r>`) +
          p('Four', '<w:pageBreakBefore/>') +
          p(`${r('')}${pageBreak}`) +
          p(pageBreak) +
          p('Six'),
      ),
    ).toEqual(['One', 'Two\n\nstill two,', 'and three', 'Four', '', 'Six']);
  });

  test('begin with sections that do, which the section itself says at its end', async () => {
    expect(
      await texts(
        p('One', section('nextPage')) +
          p('goes on', section('continuous')) +
          p('Two', '<w:sectPr/>') +
          p('Three', section('oddPage')) +
          section('continuous'),
      ),
    ).toEqual(['One\n\ngoes on', 'Two', 'Three']);
  });

  test('of columns are pages only where all of them are full', async () => {
    const inColumns = '<w:sectPr><w:type w:val="continuous"/><w:cols w:num="2"/></w:sectPr>';
    expect(
      await texts(
        p('Title', section('nextPage')) +
          p(`${rendered}${r('Left and ')}<w:r><w:lastRenderedPageBreak/><w:t>right.</w:t></w:r>`) +
          p(`${rendered}${r('Next page, left.')}`) +
          p(`${rendered}${r('Right.')}`, inColumns) +
          p(`${rendered}${r('End')}`) +
          section('continuous'),
      ),
    ).toEqual(['Title\n\nLeft and right.', 'Next page, left.\n\nRight.\n\nEnd']);
  });

  test('break once in a row of a table, whatever its cells say', async () => {
    const cell = (before: string, after: string): string => p(`${r(before)}${rendered}${r(after)}`);
    expect(
      await texts(
        p('Above') +
          table([
            [cell('', 'a'), cell('', 'b')],
            ['c', 'd'],
            [cell('e', 'f'), cell('g', 'h')],
            ['i', 'j'],
          ]),
      ),
    ).toEqual(['Above', 'a\tb\nc\td\nef\tgh', 'i\tj']);
  });

  test('are sections where nothing begins them, and a long one is cut', async () => {
    const long = Array.from({ length: 140 }, (_, index) => p(`Paragraph ${index} is about osmosis and water.`)).join(
      '',
    );
    const pages = await read(
      p('Before.') +
        styled('Heading1', 'First') +
        p('Little.') +
        styled('Heading1', 'Second') +
        styled('Heading2', 'Below') +
        long,
    );
    expect(pages.slice(0, 3).map(({ text, headings }) => [text.split('\n')[0], headings])).toEqual([
      ['Before.', []],
      ['First', [{ offset: 0, text: 'First' }]],
      [
        'Second',
        [
          { offset: 0, text: 'Second' },
          { offset: 8, text: 'Below' },
        ],
      ],
    ]);
    expect(pages).toHaveLength(4);
    expect(pages.map((page) => page.text).join('\n\n')).toContain('Paragraph 139 is');
    for (const page of pages) expect(page.text.length).toBeLessThan(4_600);
  });

  test('of its own that no sheet could hold are cut too', async () => {
    const chapter = Array.from({ length: 400 }, (_, index) => p(`Paragraph ${index} is about osmosis.`)).join('');
    const pages = await texts(p(`${r('Title')}${pageBreak}`) + chapter);
    expect(pages[0]).toBe('Title');
    expect(pages.length).toBeGreaterThan(4);
  });
});
