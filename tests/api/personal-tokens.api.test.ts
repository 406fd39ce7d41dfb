import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '#shared/limits.ts';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask } from '#tests/harness/ask.ts';
import { classWith, osmosis, upload } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';

const text = 'What is osmosis?';
let app: TestApp;
let person: Person;
let classId: string;
let documentId: string;

beforeAll(async () => {
  app = await startTestApp();
  app.model.always({ pieces: ['Water moves [1].'] });
  person = await app.person();
  const made = await classWith(app, person, [osmosis]);
  classId = made.classId;
  documentId = made.documents[0]?.documentId ?? '';
});
afterAll(() => app[Symbol.asyncDispose]());

const make = async (name = 'My script') => person.client.tokens.create.mutate({ name });
const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code;
const auth = (path: string, token: string, body?: object) =>
  fetch(`${app.url}/api/auth${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test('AC-05 a personal token asks and watches, over WebSocket and HTTP, in the name of its user', async () => {
  const { token } = await make();
  expect(token).toMatch(/^fn_[A-Za-z0-9_-]{43}$/);
  const program = app.connect(token);
  const { watch, turnId } = await ask(program, { text, classId });
  expect((await watch.end).turn).toEqual(await person.client.turns.get.query({ turnId }));
  const turn = await app.overHttp(token).turns.askAndWait.mutate({ turnId: newId(), text, classId });
  expect(turn).toMatchObject({ status: 'answered', answers: [{ outcome: 'answered' }] });
  expect((await program.usage.get.query()).chats.used).toBe(2);
  const file = await fetch(`${app.url}/api/documents/${documentId}/file`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await file.text()).toBe(osmosis.content);
  const { reply } = await upload(app, token, classId, [{ name: 'more.txt', content: 'Diffusion evens out.' }]);
  expect(reply.documents).toHaveLength(1);
});

test('AC-05 revoked, it is UNAUTHORIZED at once, also on a socket that is open, and its subscriptions end', async () => {
  const { token, tokenId } = await make();
  const program = app.connect(token);
  const calling = app.model.nextCall();
  const { watch } = await ask(program, { text, classId });
  const call = await calling;
  call.send('Water ');
  await watch.until((event) => event.type === 'token');
  expect(await person.client.tokens.revoke.mutate({ tokenId })).toEqual({});
  const began = Date.now();
  expect(await codeOf(program.usage.get.query())).toBe('UNAUTHORIZED');
  expect(await codeOf(app.overHttp(token).usage.get.query())).toBe('UNAUTHORIZED');
  expect(await codeOf(app.connect(token).usage.get.query())).toBe('UNAUTHORIZED');
  expect(await codeOf(watch.end)).toBe('UNAUTHORIZED');
  expect(Date.now() - began).toBeLessThan(5_000);
  expect(await person.client.tokens.revoke.mutate({ tokenId })).toEqual({});
  call.finish();
});

test('AC-05 revoked while an answer is waited for, it does not get it; the run goes on for its user', async () => {
  const { token, tokenId } = await make();
  const program = app.connect(token);
  const calling = app.model.nextCall();
  const turnId = newId();
  const waiting = codeOf(program.turns.askAndWait.mutate({ turnId, text, classId }));
  const call = await calling;
  await person.client.tokens.revoke.mutate({ tokenId });
  expect(await codeOf(program.usage.get.query())).toBe('UNAUTHORIZED');
  call.send('Water moves [1].');
  call.finish();
  expect(await waiting).toBe('UNAUTHORIZED');
  await expect.poll(async () => (await person.client.turns.get.query({ turnId })).status).toBe('answered');
});

test('a token has no account rights: not for tokens, not below /api/auth', async () => {
  const { token, tokenId } = await make();
  for (const program of [app.connect(token), app.overHttp(token)]) {
    const calls = [
      program.tokens.create.mutate({ name: 'Another' }),
      program.tokens.list.query({}),
      program.tokens.revoke.mutate({ tokenId }),
    ];
    for (const refused of await Promise.all(calls.map((call) => refusal(call)))) {
      expect(refused.code).toBe('UNAUTHORIZED');
      expect(refused.message).toContain('no account rights');
    }
  }
  for (const [path, body] of [
    ['/get-session', undefined],
    ['/list-sessions', undefined],
    ['/change-password', { currentPassword: 'correct horse battery', newPassword: 'a new password' }],
    ['/sign-out', {}],
    ['/delete-user', {}],
  ] as const) {
    const response = await auth(path, token, body);
    expect({ path, status: response.status }).toEqual({ path, status: 401 });
    expect(await response.text()).toContain('no account rights');
  }
  expect(await person.client.usage.get.query()).toMatchObject({ plan: 'free' });
});

test('only the hash of a token is stored, it is never shown again, and when it was used is known to the minute', async () => {
  const { token, tokenId } = await make('Night job');
  const found = async () => {
    const { tokens } = await person.client.tokens.list.query({});
    expect(JSON.stringify(tokens)).not.toContain(token.slice(3));
    return tokens.find((one) => one.tokenId === tokenId);
  };
  expect(await found()).toMatchObject({ name: 'Night job', usedAt: null });
  const rows = await app.app.database.native.collection('tokens').find().toArray();
  expect(JSON.stringify(rows)).not.toContain(token.slice(3));
  expect(rows.map((row) => String(row['hash']))).toContain(createHash('sha256').update(token).digest('hex'));
  await app.overHttp(token).usage.get.query();
  const { usedAt } = (await found()) ?? {};
  expect(Date.now() - Date.parse(usedAt ?? '')).toBeLessThan(10_000);
  await app.overHttp(token).usage.get.query();
  expect((await found())?.usedAt).toBe(usedAt);
});

test('what only looks like a token lets nobody in', async () => {
  const { token } = await make();
  for (const forged of [
    `${token.slice(0, -1)}x`,
    `${token}x`,
    token.slice(3),
    `FN_${token.slice(3)}`,
    `fn_${'A'.repeat(43)}`,
  ]) {
    expect(await codeOf(app.overHttp(forged).usage.get.query())).toBe('UNAUTHORIZED');
    expect(await codeOf(app.connect(forged).usage.get.query())).toBe('UNAUTHORIZED');
  }
});

test('a user has at most 50 tokens, however many are made at once; a revoked one makes room', async () => {
  const other = await app.person();
  const made = await Promise.allSettled(
    Array.from({ length: limits.tokensPerUser + 4 }, (_, index) =>
      other.client.tokens.create.mutate({ name: `Token ${index}` }),
    ),
  );
  let { tokens } = await other.client.tokens.list.query({});
  expect(tokens).toHaveLength(made.filter(({ status }) => status === 'fulfilled').length);
  while (tokens.length < limits.tokensPerUser) {
    await other.client.tokens.create.mutate({ name: 'One more' });
    ({ tokens } = await other.client.tokens.list.query({}));
  }
  expect(await codeOf(other.client.tokens.create.mutate({ name: 'Too many' }))).toBe('BAD_REQUEST');
  await other.client.tokens.revoke.mutate({ tokenId: tokens[0]?.tokenId ?? '' });
  await other.client.tokens.create.mutate({ name: 'Again' });
  expect((await other.client.tokens.list.query({})).tokens).toHaveLength(limits.tokensPerUser);
  expect(await codeOf(other.client.tokens.create.mutate({ name: 'x'.repeat(81) }))).toBe('BAD_REQUEST');
});
