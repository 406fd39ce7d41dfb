import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis, type TestFile } from '#tests/harness/documents.ts';

const roots: TestFile = {
  name: 'roots.md',
  content: ['# Roots', '## Uptake', 'Roots take up water by osmosis through fine hairs.'].join('\n\n'),
};
const leaves: TestFile = {
  name: 'leaves.md',
  content: ['# Leaves', 'Leaves lose water through their pores, which pulls more water up by osmosis.'].join('\n\n'),
};

let app: TestApp;
let person: Person;
let classId: string;
let documentIds: string[];

beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
  const made = await classWith(app, person, [osmosis, roots, leaves]);
  classId = made.classId;
  documentIds = made.documents.map(({ documentId }) => documentId);
});
afterAll(() => app[Symbol.asyncDispose]());

const text = 'What does osmosis do with water?';
const idOf = (at: number): string => documentIds[at] ?? '';

test('ND-5a in a document chat a citation reads as the file’s name', async () => {
  app.model.next({ pieces: ['Water moves [1].'] });
  const turn = await askToEnd(person.client, { text, documentId: idOf(1) });
  expect(turn.answers[0]?.citations.map(({ documentName }) => documentName)).toEqual(['roots.md']);
});

test('ND-5b in a class chat a citation reads as the document’s name', async () => {
  await person.client.documents.rename.mutate({ documentId: idOf(2), name: 'How leaves drink' });
  app.model.next({ pieces: ['Water moves [1][2][3].'] });
  const turn = await askToEnd(person.client, { text, classId });
  const names = turn.answers[0]?.citations.map(({ documentName }) => documentName);
  expect(names?.toSorted()).toEqual(['How leaves drink', 'osmosis.txt', 'roots.md']);
});

test('CP-09 (the server) a citation opens to the passage as it stands on its page, without anything added for search', async () => {
  app.model.next({ pieces: ['Hairs take it up [1].'] });
  const turn = await askToEnd(person.client, { text: 'What do the hairs of roots do?', documentId: idOf(1) });
  const citation = turn.answers[0]?.citations[0];
  if (citation === undefined) throw new Error('no citation');
  const passage = await person.client.passages.get.query({ passageId: citation.passageId });
  const page = await person.client.documents.page.query({ documentId: idOf(1), page: citation.page });
  expect(page.text.slice(passage.start, passage.end)).toBe(passage.text);
  expect(citation.quote).toBe(passage.text);
  expect(passage.text).not.toContain('roots.md');
});

test('FE-18 (the server): two documents chosen as scope: citations come from those only', async () => {
  app.model.next({ pieces: ['Water moves [1][2][3].'] });
  const turn = await askToEnd(person.client, { text, classId, documentIds: [idOf(0), idOf(2)] });
  const cited = new Set(turn.answers[0]?.citations.map(({ documentId }) => documentId));
  expect(cited).toEqual(new Set([idOf(0), idOf(2)]));
});
