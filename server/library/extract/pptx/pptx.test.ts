import { describe, expect, test } from 'vitest';
import { a, makePptx, shape, type Slide, slide } from '#tests/harness/make-pptx.ts';
import { readOffice } from '#tests/harness/read-office.ts';
import type { SourcePage } from '../page-source.ts';

const read = (slides: readonly Slide[], form: 'transitional' | 'strict' = 'transitional'): Promise<SourcePage[]> =>
  readOffice(makePptx(slides, { form }), 'pptx');
const text = async (shapes: string, linked: Slide['linked'] = {}): Promise<string | undefined> =>
  (await read([{ shapes, linked }]))[0]?.text;

describe('slides of a presentation', () => {
  test.each(['transitional', 'strict'] as const)(
    'are pages in the order in which they are shown (%s)',
    async (form) => {
      expect(
        await read(
          [
            slide('First', 'one\ntwo'),
            { ...slide('Hidden', 'text'), hidden: true },
            { shapes: '' },
            slide('Last', 'end'),
          ],
          form,
        ),
      ).toEqual([
        { text: 'First\n\none\ntwo', headings: [{ offset: 0, text: 'First' }] },
        { text: 'Hidden\n\ntext', headings: [{ offset: 0, text: 'Hidden' }] },
        { text: '', headings: [] },
        { text: 'Last\n\nend', headings: [{ offset: 0, text: 'Last' }] },
      ]);
    },
  );

  test('have their notes below', async () => {
    const [page] = await read([{ ...slide('Title', 'text'), notes: 'Say hello.\nThen begin.' }]);
    expect(page?.text).toBe('Title\n\ntext\n\nNotes:\nSay hello.\nThen begin.');
  });
});

describe('what stands on a slide', () => {
  test('is read from the title through the places of the layout to what stands free, from the top left', async () => {
    expect(
      await text(
        shape('right', { at: [900_000, 2_010_000] }) +
          shape('left', { at: [100_000, 2_050_000] }) +
          shape('top', { at: [500_000, 100_000] }) +
          shape('second', { place: 'type="body" idx="2"' }) +
          shape('12', { place: 'type="sldNum" idx="12"' }) +
          shape('first', { place: 'idx="1"' }) +
          shape('The\ntitle', { place: 'type="ctrTitle"' }),
      ),
    ).toBe('The title\n\nfirst\n\nsecond\n\ntop\n\nleft\n\nright');
  });

  test('groups are read as one, tables row by row, graphics from the top down', async () => {
    const group = `<p:grpSp><p:nvGrpSpPr/><p:grpSpPr><a:xfrm><a:off x="0" y="0"/></a:xfrm></p:grpSpPr>${shape('in')}<p:grpSp>${shape('a group')}</p:grpSp></p:grpSp>`;
    const cell = (words: string): string => `<a:tc><a:txBody>${a(words)}</a:txBody></a:tc>`;
    const frame = (y: number, inside: string): string =>
      `<p:graphicFrame><p:nvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="${y}"/></p:xfrm><a:graphic><a:graphicData>${inside}</a:graphicData></a:graphic></p:graphicFrame>`;
    const table = `<a:tbl><a:tr>${cell('Term')}${cell('Meaning')}</a:tr><a:tr>${cell('Osmosis')}${cell('diffusion')}</a:tr></a:tbl>`;
    const graphic = `<dgm:dataModel><dgm:ptLst><dgm:pt modelId="1"><dgm:t>${a('Cycle')}</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`;
    expect(
      await text(frame(9e6, '<dgm:relIds r:dm="d1"/>') + frame(5e6, table) + group, {
        d1: { type: 'diagramData', xml: graphic },
      }),
    ).toBe('in\na group\n\nTerm\tMeaning\nOsmosis\tdiffusion\n\nCycle');
  });

  test('lists, line breaks, superscripts, formulas, the form of several that says something', async () => {
    const mark = (inside: string, level = 0): string => `<a:pPr lvl="${level}">${inside}</a:pPr>`;
    const numbered = mark('<a:buAutoNum type="alphaLcParenR"/>');
    const formula =
      '<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>';
    expect(
      await text(
        `<mc:AlternateContent><mc:Choice Requires="a14">${shape(
          a('dot', mark('<a:buChar char="•"/>')) +
            a('one', numbered) +
            a('two', numbered) +
            a(
              '<a:r><a:t>line</a:t></a:r><a:br/><a:r><a:t>10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>6</a:t></a:r>',
            ) +
            a(`<a14:m>${formula}</a14:m>`),
        )}</mc:Choice><mc:Fallback>${shape('a picture of it')}</mc:Fallback></mc:AlternateContent>`,
      ),
    ).toBe('• dot\na) one\nb) two\nline\n10⁶\nx²');
  });
});
