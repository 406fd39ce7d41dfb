import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { type UserEvent, userEventSchema } from '#shared/user-event.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { classWith, settled, upload } from '#tests/harness/documents.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
});
afterAll(() => app[Symbol.asyncDispose]());

/** A book of 12 pages whose ninth speaks of osmosis. */
function book(): Uint8Array<ArrayBuffer> {
  const pages = Array.from({ length: 12 }, (_, index) => [`Page ${index + 1} tells of harbours, bridges and trains.`]);
  pages[8] = ['Osmosis moves water through a membrane.', 'Salt stays where it is.'];
  return makePdf(pages);
}

test('DC-05 a PDF: citations carry page numbers, and the range on that page', async () => {
  const { documents } = await classWith(app, person, [{ name: 'book.pdf', content: book() }]);
  const documentId = documents[0]?.documentId ?? '';
  app.model.next({ pieces: ['Water moves through a membrane [1].'] });
  const { answers } = await askToEnd(person.client, { text: 'How does osmosis move water?', documentId });
  const [citation] = answers[0]?.citations ?? [];
  expect(citation).toMatchObject({ number: 1, documentId, documentName: 'book.pdf', page: 9, gone: false });
  const { text } = await person.client.documents.page.query({ documentId, page: 9 });
  expect(text.slice(citation?.start, citation?.end)).toBe(citation?.quote);
  expect(citation?.quote).toContain('Osmosis moves water');
  expect(await person.client.passages.get.query({ passageId: citation?.passageId ?? '' })).toMatchObject({
    page: 9,
    text: citation?.quote,
  });
});

test('what happens to a document is pushed to every tab, in order, and so is the shelf', async () => {
  const { token, client } = await app.person();
  const events: UserEvent[] = [];
  const documentsUsed = () =>
    events.flatMap((event) => (event.type === 'usage.changed' ? [event.usage.documents.used] : []));
  const tab = app.connect(token);
  const { promise: following, resolve } = Promise.withResolvers<void>();
  const subscription = tab.events.watch.subscribe(
    {},
    {
      onData: ({ data }) => {
        const event = userEventSchema.parse(data);
        if (event.type === 'reset') resolve();
        events.push(event);
      },
    },
  );
  await following;
  const { classId } = await client.classes.create.mutate({ name: 'History' });
  const { status, reply } = await upload(app, token, classId, [{ name: 'book.pdf', content: book() }]);
  expect(status).toBe(201);
  const documentId = reply.documents[0]?.documentId ?? '';
  expect((await settled(client, documentId)).pages).toBe(12);
  await client.documents.rename.mutate({ documentId, name: 'The book' });
  await client.documents.delete.mutate({ documentId });
  await expect.poll(documentsUsed).toEqual([1, 0]);
  subscription.unsubscribe();
  const about = events.filter((event) => 'document' in event || 'documentId' in event);
  const kinds = about.map(({ type }) => type).filter((type) => type !== 'document.progress');
  expect(kinds).toEqual(['document.changed', 'document.ready', 'document.changed', 'document.deleted']);
  expect(about.some(({ type }) => type === 'document.progress')).toBe(true);
});

describe('a newcomer', () => {
  test('has the sample class within one call, and it does not count', async () => {
    const newcomer = await app.person();
    const sample = await newcomer.client.classes.addSample.mutate();
    expect(sample).toMatchObject({ sample: true, documentCount: 3 });
    expect(await newcomer.client.classes.addSample.mutate()).toEqual(sample);
    const { documents } = await newcomer.client.documents.list.query({ classId: sample.classId });
    for (const { documentId } of documents) expect((await settled(newcomer.client, documentId)).status).toBe('ready');
    expect((await newcomer.client.usage.get.query()).documents).toEqual({ used: 0, limit: 3 });
  });

  test('on the free plan is refused a fourth document, and has a place again after deleting one', async () => {
    const newcomer = await app.person();
    const { classId } = await newcomer.client.classes.create.mutate({ classId: newId(), name: 'Biology' });
    const add = (name: string) => upload(app, newcomer.token, classId, [{ name, content: `Text of ${name}` }]);
    const taken = await Promise.all([add('a.txt'), add('b.txt'), add('c.txt')]);
    expect(taken.map(({ status }) => status)).toEqual([201, 201, 201]);
    const { status, reply } = await add('d.txt');
    expect([status, reply.refused[0]?.error.code]).toEqual([403, 'QUOTA_EXCEEDED']);
    await newcomer.client.documents.delete.mutate({ documentId: taken[0]?.reply.documents[0]?.documentId ?? '' });
    expect((await add('d.txt')).status).toBe(201);
  });
});
