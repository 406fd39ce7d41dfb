import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeDocx, p, r, styled, table } from '#tests/harness/make-docx.ts';
import { makePptx, shape, slide } from '#tests/harness/make-pptx.ts';
import { makeZip, type ZipPart } from '#tests/harness/make-zip.ts';
import { readOffice } from '#tests/harness/read-office.ts';
import { Unreadable } from './page-source.ts';

async function read(content: Uint8Array, kind: 'docx' | 'pptx' = 'docx'): Promise<string[]> {
  const pages = await readOffice(content, kind);
  for (const { text, headings } of pages) {
    for (const { offset } of headings) expect(text.length).toBeGreaterThan(offset);
  }
  return pages.map(({ text }) => text);
}

/** Why a file cannot be read, in words for its owner. */
async function reason(content: Uint8Array, kind: 'docx' | 'pptx' = 'docx'): Promise<string> {
  const error: unknown = await read(content, kind).then(
    () => null,
    (failure: unknown) => failure,
  );
  if (error instanceof Unreadable) return error.message;
  throw error instanceof Error ? error : new Error('it was read');
}

const withPart = (part: ZipPart): Uint8Array => makeDocx({ body: 'Text', more: [part] });

/** A document whose notes are read before its text, from a part that is not what it should be. */
const withFootnotes = (part: Omit<ZipPart, 'name'>): Uint8Array =>
  makeZip([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    { name: '_rels/.rels', content: relation('officeDocument', 'word/document.xml') },
    { name: 'word/_rels/document.xml.rels', content: relation('footnotes', 'footnotes.xml') },
    { name: 'word/footnotes.xml', ...part },
    { name: 'word/document.xml', content: `<w:document ${w}><w:body><w:p/></w:body></w:document>` },
  ]);
const relation = (type: string, target: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const notes = `<w:footnotes ${w}><w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>`;

describe('SE-07 (Office files): a hostile file has its reason', () => {
  test('a part that unpacks to hundreds of times its size', async () => {
    const bomb = withFootnotes({
      content: Buffer.concat([Buffer.from(`<w:footnotes ${w}>`), Buffer.alloc(30_000_000, ' ')]),
    });
    expect(bomb.length).toBeLessThan(60_000);
    expect(await reason(bomb)).toContain('200 times its size');
    const large = withFootnotes({ content: randomBytes(1_100_000), claims: { size: 200_000_001 } });
    expect(await reason(large)).toContain('more than 200 MB');
  });

  test('more parts than a document has', async () => {
    const parts = Array.from({ length: 20_001 }, (_, index) => ({ name: `${index}`, content: '', stored: true }));
    expect(await reason(makeZip(parts))).toContain('more than 20,000 parts');
  });

  test('a part that is not as large as it says, or not what was packed, or cut off', async () => {
    expect(await reason(withFootnotes({ content: notes, claims: { size: 20 } }))).toContain('broken');
    expect(await reason(withFootnotes({ content: notes, claims: { size: 9_000_000 } }))).toContain('broken');
    expect(await reason(withFootnotes({ content: notes, claims: { crc: 1 } }))).toContain('broken');
    expect(await reason(withFootnotes({ content: notes.slice(0, -10) }))).toContain('broken');
    expect(await reason(makeDocx({ body: 'Text' }).subarray(0, 800))).toContain('its end is missing');
  });

  test('encrypted, or packed in another way', async () => {
    expect(await reason(withFootnotes({ content: notes, claims: { encrypted: true } }))).toContain('encrypted');
    expect(await reason(withFootnotes({ content: notes, claims: { method: 99 } }))).toContain('packed in a way');
  });

  test('a part whose name is a path out of the file', async () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'C:/x', 'word/../../x']) {
      expect(await reason(withPart({ name, content: 'x' }))).toContain('leads out of the file');
    }
  });

  test('entities, a document type, too many elements in one another', async () => {
    const entities = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${notes}`;
    expect(await reason(withFootnotes({ content: entities }))).toContain('document type');
    expect(await reason(withFootnotes({ content: notes.replace('<w:p/>', '<w:p>&b;</w:p>') }))).toContain(
      'well-formed',
    );
    const deep = `${'<w:tbl><w:tr><w:tc>'.repeat(1_000)}${'</w:tc></w:tr></w:tbl>'.repeat(1_000)}`;
    expect(await reason(makeDocx({ body: deep }))).toContain('nested too deeply');
  });

  test('another kind of file than it says, or none', async () => {
    expect(await reason(makePptx([slide('Title', 'text')]))).toContain('neither a Word document');
    expect(await reason(makeDocx({ body: 'Text' }), 'pptx')).toContain('neither a Word document');
    expect(await reason(makeZip([{ name: 'notes.txt', content: 'x' }]))).toContain('main part is missing');
    expect(await reason(Buffer.from('no zip at all'))).toContain('its end is missing');
  });

  test('what is kept in it, but not read, is nobody’s business: macros, another bomb', async () => {
    const bomb = makeZip([{ name: 'x', content: Buffer.alloc(20_000_000) }]);
    expect(await read(withPart({ name: 'word/embeddings/bomb.docx', content: bomb }))).toEqual(['Text']);
    expect(await read(withPart({ name: 'word/vbaProject.bin', content: Buffer.alloc(20_000_000) }))).toEqual(['Text']);
    const macros = 'application/vnd.ms-word.document.macroEnabled.main+xml';
    expect(await read(makeDocx({ body: 'Text', contentType: macros }))).toEqual(['Text']);
  });
});

describe('whatever is done to a file, it is read or has its reason', () => {
  const body =
    styled('Heading1', 'Osmosis') +
    p(
      `${r('Water')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>${r('moves')}`,
    ) +
    table([
      ['a', 'b'],
      [p('c') + p('d'), table([['e', 'f']])],
    ]) +
    p(`<w:r><w:br w:type="page"/></w:r>${r('End')}`, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') +
    '<w:sectPr><w:type w:val="continuous"/></w:sectPr>';
  const footnotes = `<w:footnote w:id="2">${p('A note.')}</w:footnote>`;
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
  const slides = [
    { ...slide('Title', 'text'), notes: 'Notes' },
    { shapes: `<p:grpSp>${shape('x', { at: [1, 2] })}</p:grpSp>` },
  ];
  const docx = makeDocx({ body, footnotes, numbering });
  const pptx = makePptx(slides);

  /** Rewrites what a part says of itself: every name or value for another one. */
  const rewritten = (xml: string, [from, to]: readonly [string, string]): string => xml.replaceAll(from, to);
  const words = [
    'w:p',
    'w:r',
    'w:t',
    'w:tbl',
    'w:tr',
    'w:tc',
    'w:br',
    'w:body',
    'w:sectPr',
    'w:pPr',
    'mc:AlternateContent',
    'm:oMath',
    'w:del',
    'w:sdt',
    'w:txbxContent',
    'dgm:relIds',
  ];
  const values = [
    '"0"',
    '"1"',
    '"2"',
    '"page"',
    '"begin"',
    '"continuous"',
    '"-1"',
    '"99999999999"',
    '"NaN"',
    '""',
    '"%1%9%0"',
    '"w:p"',
  ];
  const swaps = fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom(...words), fc.constantFrom(...words)),
      fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values)),
    ),
    { minLength: 1, maxLength: 4 },
  );

  const readOrReason = async (content: Uint8Array, kind: 'docx' | 'pptx'): Promise<void> => {
    try {
      for (const text of await read(content, kind)) expect(text.isWellFormed()).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(Unreadable);
    }
  };

  test('with bytes changed or cut off', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('docx' as const, 'pptx' as const),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 20 }),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        async (kind, changes, cut) => {
          const bytes = Uint8Array.from(kind === 'docx' ? docx : pptx);
          for (const [where, byte] of changes) bytes[Math.floor(where * (bytes.length - 1))] = byte;
          await readOrReason(cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length)), kind);
        },
      ),
      { numRuns: 100, interruptAfterTimeLimit: 8_000 },
    );
  });

  test('with its parts saying other things', async () => {
    await fc.assert(
      fc.asyncProperty(swaps, async (changes) => {
        await readOrReason(
          makeDocx({
            body: changes.reduce(rewritten, body),
            footnotes: changes.reduce(rewritten, footnotes),
            numbering: changes.reduce(rewritten, numbering),
          }),
          'docx',
        );
        const shapes = changes.map(([from, to]) => [from.replace('w:', 'a:'), to.replace('w:', 'p:')] as const);
        await readOrReason(
          makePptx(slides.map((one) => ({ ...one, shapes: shapes.reduce(rewritten, one.shapes) }))),
          'pptx',
        );
      }),
      { numRuns: 100, interruptAfterTimeLimit: 8_000 },
    );
  });
});
