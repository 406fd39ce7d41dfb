import { describe, expect, test } from 'vitest';
import { type DocxParts, makeDocx, p, r, styled, table } from '#tests/harness/make-docx.ts';
import { readOffice } from '#tests/harness/read-office.ts';
import type { SourcePage } from '../page-source.ts';

const read = (parts: DocxParts | string): Promise<SourcePage[]> =>
  readOffice(makeDocx(typeof parts === 'string' ? { body: parts } : parts), 'docx');
const texts = async (parts: DocxParts | string): Promise<string[]> => (await read(parts)).map(({ text }) => text);
const text = async (parts: DocxParts | string): Promise<string> => (await texts(parts)).join('\n=====\n');

const pageBreak = '<w:r><w:br w:type="page"/></w:r>';

describe('what a reader of a Word document sees', () => {
  test('headings, by outline level or name, also through other styles and in other languages', async () => {
    const style = (id: string, inside: string): string =>
      `<w:style w:type="paragraph" w:styleId="${id}">${inside}</w:style>`;
    const styles = [
      style('a', '<w:name w:val="heading 1"/>'),
      style('b', '<w:name w:val="Own"/><w:basedOn w:val="a"/>'),
      style('c', '<w:name w:val="TOC Heading"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
      style('d', '<w:name w:val="Chapter"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
      style('e', '<w:name w:val="Überschrift 2"/>'),
      style('f', '<w:name w:val="loop"/><w:basedOn w:val="f"/>'),
      style('g', '<w:name w:val="Title"/>'),
    ].join('');
    const pages = await read({
      styles,
      body:
        'abcdefg'
          .split('')
          .map((id) => styled(id, `In ${id}`))
          .join('') +
        p('By itself', '<w:outlineLvl w:val="1"/>') +
        p('Text', '<w:pStyle w:val="a"/><w:outlineLvl w:val="9"/>'),
    });
    expect(pages.flatMap(({ headings }) => headings.map((heading) => heading.text))).toEqual([
      'In a',
      'In b',
      'In d',
      'In e',
      'In g',
      'By itself',
    ]);
    for (const page of pages) {
      for (const { offset, text } of page.headings) expect(page.text.slice(offset, offset + text.length)).toBe(text);
    }
  });

  test('marks and numbers of lists and headings', async () => {
    const level = (place: number, format: string, pattern: string): string =>
      `<w:lvl w:ilvl="${place}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
    const numbering =
      `<w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}${level(2, 'lowerRoman', '%1.%3')}</w:abstractNum>` +
      `<w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '\uf0b7')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>' +
      '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>';
    const item = (text: string, list: number, depth = 0): string =>
      p(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);
    const styles =
      '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>';
    const body =
      item('a', 1) +
      item('b', 1, 1) +
      item('c', 1, 1) +
      item('d', 1, 2) +
      item('e', 1) +
      item('f', 1, 1) +
      item('g', 2) +
      styled('H', 'Methods') +
      styled('H', 'Results');
    const [first] = await read({
      styles,
      numbering,
      body: body + p('no list', '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
    });
    expect(first?.text.split('\n\n')).toEqual([
      '1. a',
      'a) b',
      'b) c',
      '1.i d',
      '2. e',
      'a) f',
      '• g',
      '7. Methods',
      '8. Results',
      'no list',
    ]);
    expect(first?.headings[0]?.text).toBe('7. Methods');
  });

  test('tables row by row, where cells are lines; else cell by cell', async () => {
    expect(
      await text(
        table([
          ['Term', 'Meaning'],
          ['Osmosis', 'diffusion of water'],
        ]),
      ),
    ).toBe('Term\tMeaning\nOsmosis\tdiffusion of water');
    expect(await text(table([[p('One') + p('Two'), 'Three']]) + p('after'))).toBe('One\n\nTwo\n\nThree\n\nafter');
    const merged = '<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>';
    expect(
      await text(
        `<w:tbl><w:tr><w:tc>${p('a')}</w:tc><w:tc>${p('b')}</w:tc></w:tr><w:tr>${merged}<w:tc>${p('c')}</w:tc></w:tr></w:tbl>`,
      ),
    ).toBe('a\tb\n\nc');
  });

  test('notes at the foot of the page that refers to them', async () => {
    const note = (kind: string, id: number, content: string, type = ''): string =>
      `<w:${kind} w:id="${id}"${type}>${p(content)}</w:${kind}>`;
    const refer = (kind: string, id: number): string => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
    expect(
      await texts({
        footnotes:
          note('footnote', -1, '-----', ' w:type="separator"') +
          note('footnote', 5, 'Of the second.') +
          note('footnote', 2, 'Of the first.'),
        endnotes: note('endnote', 1, 'At the end.'),
        body:
          p(`${r('First')}${refer('footnote', 2)}${r('.')}${pageBreak}`) +
          p(`${r('Second')}${refer('footnote', 5)}${r(' and')}${refer('endnote', 1)}${r('.')}`) +
          p(refer('footnote', 99)),
      }),
    ).toEqual(['First\u200b¹.\n\n¹ Of the first.', 'Second\u200b² and\u200bⁱ.\n\n² Of the second.\n\nⁱ At the end.']);
  });

  test('what was inserted, not what was deleted, and no instructions of fields', async () => {
    const field = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const code = '<w:r><w:instrText> PAGEREF </w:instrText></w:r>';
    expect(
      await text(
        p(`${r('The ')}<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>${r('new')}</w:ins>${r(' text')}`) +
          p(r('A deleted '), '<w:rPr><w:del/></w:rPr>') +
          p('end.') +
          p(
            `${r('See ')}${field('begin')}${code}${field('begin')}${code}${field('end')}${field('separate')}${r('page 7')}${field('end')}`,
          ) +
          p(`<w:fldSimple w:instr=" DATE ">${r('today')}</w:fldSimple>`) +
          p(`<w:hyperlink r:id="x">${r('a link')}</w:hyperlink>${r(' hidden', '<w:vanish/>')}`) +
          p(`<w:moveFrom>${r('moved away')}</w:moveFrom><w:moveTo>${r('moved here')}</w:moveTo>`),
      ),
    ).toBe('The new text\n\nA deleted end.\n\nSee page 7\n\ntoday\n\na link\n\nmoved here');
  });

  test('a field whose end is missing does not hide the rest', async () => {
    const body = `${p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')}${Array.from({ length: 30 }, (_, index) => p(`Line ${index}`)).join('')}`;
    expect(await text(body)).toContain('Line 29');
  });

  test('tabs, hyphens, line breaks, symbols, superscripts, blanks', async () => {
    expect(
      await text(
        p(
          `<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>non</w:t><w:noBreakHyphen/><w:t>breaking</w:t><w:softHyphen/><w:t> ex\u00adample</w:t></w:r>`,
        ) +
          p(
            `<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>${r('\uf062', '<w:rFonts w:ascii="Symbol"/>')}`,
          ) +
          p(
            `${r('10')}${r('6', '<w:vertAlign w:val="superscript"/>')}${r(' H')}${r('2', '<w:vertAlign w:val="subscript"/>')}${r('O 1')}${r('st', '<w:vertAlign w:val="superscript"/>')}`,
          ) +
          p(`<w:ruby><w:rt>${r('とう')}</w:rt><w:rubyBase>${r('東')}</w:rubyBase></w:ruby>${r('京\u00a0\ud800x')}`),
      ),
    ).toBe('a\tb\nnon-breaking example\n\nα→β\n\n10⁶ H2O 1st\n\n東京 \ufffdx');
  });

  test('a text box once, in whatever form it is drawn, and graphics that say something', async () => {
    const box = `<w:txbxContent>${p('In the box')}</w:txbxContent>`;
    const drawn = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
    const point = (id: string, words: string, type = 'node'): string =>
      `<dgm:pt modelId="${id}" type="${type}"><dgm:t>${words === '' ? '' : `<a:p><a:r><a:t>${words}</a:t></a:r></a:p>`}</dgm:t></dgm:pt>`;
    const link = (from: string, to: string, order: number): string =>
      `<dgm:cxn modelId="${from}${to}" srcId="${from}" destId="${to}" srcOrd="${order}"/>`;
    expect(
      await text({
        body: p(`<w:r>${drawn}</w:r>${r('Anchor')}`) + p('<w:r><w:drawing><dgm:relIds r:dm="d1"/></w:drawing></w:r>'),
        linked: {
          d1: {
            type: 'diagramData',
            xml: `<dgm:dataModel><dgm:ptLst>${point('2', 'Second')}${point('0', '', 'doc')}${point('1', 'First')}${point('3', 'Under the first')}${point('9', 'Style', 'pres')}</dgm:ptLst><dgm:cxnLst>${link('0', '2', 1)}${link('0', '1', 0)}${link('1', '3', 0)}</dgm:cxnLst></dgm:dataModel>`,
          },
        },
      }),
    ).toBe('Anchor\n\nIn the box\n\nFirst\n\nUnder the first\n\nSecond');
  });

  test('the same in the strict form', async () => {
    expect(await text({ form: 'strict', body: p('Strict') + table([['a', 'b']]) })).toBe('Strict\n\na\tb');
  });
});
