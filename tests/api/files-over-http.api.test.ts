import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { classWith, osmosis, upload } from '#tests/harness/documents.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ MAX_FILE_MB: '1' });
});
afterAll(() => app[Symbol.asyncDispose]());

test('SE-05 an oversized upload is refused by name and reason, and the server is healthy', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, []);
  const large = { name: 'large.txt', content: 'A large file. '.repeat(500_000) };
  const { status, reply } = await upload(app, person.token, classId, [large]);
  expect(status).toBe(413);
  expect(reply.refused).toMatchObject([{ file: 'large.txt', error: { code: 'PAYLOAD_TOO_LARGE' } }]);
  const mixed = await upload(app, person.token, classId, [large, osmosis]);
  expect([mixed.status, mixed.reply.documents.length, mixed.reply.refused.length]).toEqual([201, 1, 1]);
  expect((await person.client.documents.list.query({ classId })).documents.map(({ name }) => name)).toEqual([
    mixed.reply.documents[0]?.name,
  ]);
});

test('SE-11 a file comes with its kind only, sandboxed, kept by no cache, framed by nobody', async () => {
  const person = await app.person();
  const { documents } = await classWith(app, person, [
    { name: 'page.md', content: '<script>alert(1)</script> A page.' },
  ]);
  const file = `${app.url}/api/documents/${documents[0]?.documentId}/file`;
  const { status, headers } = await fetch(file, { headers: { authorization: `Bearer ${person.token}` } });
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/markdown',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers.get('content-disposition')).toMatch(/^attachment; /);
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect((await fetch(file)).status).toBe(401);
});
