import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { classOf, openTestLibrary } from '#tests/harness/library.ts';
import { makeDocx, p, r, styled } from '#tests/harness/make-docx.ts';
import { makePptx, slide } from '#tests/harness/make-pptx.ts';
import { makeZip } from '#tests/harness/make-zip.ts';

const user = 'user-1';

describe('Office files in a class', () => {
  test('are read page by page and slide by slide, whatever they are called', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    await at.library.start(true);
    const docx = makeDocx({
      body:
        styled('Heading1', 'Osmosis') + p(`${r('Water moves.')}<w:r><w:br w:type="page"/></w:r>${r('Salt stays.')}`),
    });
    const pptx = makePptx([slide('Cells', 'have membranes'), { ...slide('Salt', 'stays'), notes: 'Ask why.' }]);
    for (const [name, content, kind, texts] of [
      ['essay.pdf', docx, 'docx', ['Osmosis\n\nWater moves.', 'Salt stays.']],
      ['slides.docx', pptx, 'pptx', ['Cells\n\nhave membranes', 'Salt\n\nstays\n\nNotes:\nAsk why.']],
    ] as const) {
      const { documentId } = await at.accept(user, classId, name, content);
      expect(await at.settled(documentId)).toMatchObject({ status: 'ready', kind, pages: 2, error: null });
      for (const [index, text] of texts.entries()) {
        const page = await at.library.getPage(user, { documentId, page: index + 1 });
        expect(page.text).toBe(text);
      }
      const passages = await at.database.db.passages.where({ userId: user, documentId }).orderBy({ page: 1 }).all();
      expect(passages.map(({ page, start, end, text }) => [text, texts[page - 1]?.slice(start, end)])).toEqual(
        texts.map((text) => [text, text]),
      );
    }
  });

  test('SE-07 (Office files): what is refused leaves nothing behind, what fails says why', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    await at.library.start(true);
    const names = ['book.docx', 'notes.zip', 'cut.docx'];
    const contents = [
      makeZip([
        { name: '[Content_Types].xml', content: '' },
        { name: 'xl/workbook.xml', content: '' },
      ]),
      makeZip([{ name: 'a.txt', content: 'text' }]),
      makeDocx({ body: 'Text' }).subarray(0, 700),
    ];
    for (const [index, name] of names.entries()) {
      await expect(at.accept(user, classId, name, contents[index] ?? '')).rejects.toMatchObject({
        app: { code: 'BAD_REQUEST' },
      });
    }
    const entries = await readdir(at.folder, { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile())).toEqual([]);
    expect(await at.database.db.documents.where({ userId: user }).all()).toEqual([]);

    const bomb = makeDocx({ body: `<w:p>${' '.repeat(30_000_000)}</w:p>` });
    const { documentId } = await at.accept(user, classId, 'bomb.docx', bomb);
    const { status, error } = await at.settled(documentId);
    expect([status, error]).toEqual(['failed', 'It unpacks to more than 200 times its size, as no document does.']);
    expect(await at.database.db.pages.where({ userId: user, documentId }).all()).toEqual([]);
    const empty = await at.accept(user, classId, 'empty.docx', makeDocx({ body: '<w:p/>' }));
    expect(await at.settled(empty.documentId)).toMatchObject({ status: 'failed', error: 'There is no text in it.' });
  });
});
