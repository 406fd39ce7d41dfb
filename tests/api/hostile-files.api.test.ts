import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { settled, type TestFile, upload } from '#tests/harness/documents.ts';
import { makeDocx } from '#tests/harness/make-docx.ts';
import { makePptx, slide } from '#tests/harness/make-pptx.ts';
import { makeZip } from '#tests/harness/make-zip.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
});
afterAll(() => app[Symbol.asyncDispose]());

/** How many originals are kept for the person. */
async function keptFiles(): Promise<number> {
  const entries = await readdir(app.dataDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.parentPath.includes(person.userId)).length;
}

test('SE-07 a hostile file has its reason: what is refused leaves nothing behind, what fails can be deleted', async () => {
  const { classId } = await person.client.classes.create.mutate({ name: 'Biology' });
  const refused: TestFile[] = [
    {
      name: 'sheet.docx',
      content: makeZip(['[Content_Types].xml', 'xl/workbook.xml'].map((name) => ({ name, content: '' }))),
    },
    { name: 'text.pdf', content: 'only text' },
    { name: 'cut.pptx', content: makePptx([slide('Title', 'text')]).slice(0, 900) },
  ];
  const first = await upload(app, person.token, classId, refused);
  expect(first.status).toBe(400);
  expect(first.reply.refused.map(({ file, error }) => [file, error.message])).toEqual([
    ['sheet.docx', expect.stringContaining('Spreadsheets')],
    ['text.pdf', expect.stringContaining('not what its name says')],
    ['cut.pptx', expect.stringContaining('its end is missing')],
  ]);
  expect(await keptFiles()).toBe(0);
  expect((await person.client.documents.list.query({ classId })).documents).toEqual([]);

  const failing: [file: TestFile, reason: string][] = [
    [{ name: 'bomb.docx', content: makeDocx({ body: `<w:p>${' '.repeat(30_000_000)}</w:p>` }) }, '200 times its size'],
    [{ name: 'broken.pdf', content: '%PDF-1.7\nand nothing more' }, 'broken'],
    [
      { name: '../../path.docx', content: makeDocx({ body: 'Text', more: [{ name: '../../evil', content: 'x' }] }) },
      'leads out of the file',
    ],
  ];
  const { reply } = await upload(
    app,
    person.token,
    classId,
    failing.map(([file]) => file),
  );
  expect(reply.documents.map(({ name }) => name)).toEqual(['bomb.docx', 'broken.pdf', 'path.docx']);
  for (const [index, { documentId }] of reply.documents.entries()) {
    const { status, error } = await settled(person.client, documentId);
    expect([status, error]).toEqual(['failed', expect.stringContaining(failing[index]?.[1] ?? '')]);
  }
  expect(await keptFiles()).toBe(3);
  for (const { documentId } of reply.documents) await person.client.documents.delete.mutate({ documentId });
  app.pass(60_000);
  await expect.poll(keptFiles, { timeout: 20_000 }).toBe(0);
});
