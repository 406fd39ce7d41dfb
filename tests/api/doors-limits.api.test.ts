import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { limits } from '#shared/limits.ts';
import { codeOf, mutate, postAuth, query } from '#tests/harness/calls.ts';
import { type Door, openDoor } from '#tests/harness/door.ts';
import { openSocket } from '#tests/harness/socket.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

const tooLong = 'x'.repeat(1_000_000);

test('SE-09 the 11th wrong password is TOO_MANY_REQUESTS, another user signs in undisturbed', async () => {
  const signIn = (email: string, password: string) => postAuth(door.url, '/sign-in/email', { email, password });
  const [guessed, neighbour] = [await door.signUp(), await door.signUp()];
  for (let n = 1; n <= limits.wrongPasswordsPerMinute; n++)
    expect((await signIn(guessed.email, `guess ${n}`)).status).toBe(401);
  const refused = await signIn(guessed.email, 'guess 11');
  expect(refused.status).toBe(429);
  const { message } = z
    .object({ code: z.literal('TOO_MANY_REQUESTS'), message: z.string() })
    .parse(await refused.json());
  expect(message).toMatch(/Try again in \d+ s/);
  expect((await signIn(neighbour.email, 'right password')).status).toBe(200);
});

test('SE-09 a form counts as JSON does, however its type is written', async () => {
  const { email } = await door.signUp();
  const types = [
    'application/x-www-form-urlencoded',
    'Application/X-WWW-Form-Urlencoded; charset=utf-8',
    ' application/x-www-form-urlencoded ;',
    'application/json',
    'Application/JSON',
  ];
  const guess = (type: string) =>
    fetch(`${door.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': type, origin: door.url },
      body: /json/i.test(type)
        ? JSON.stringify({ email, password: 'a guess' })
        : new URLSearchParams({ email, password: 'a guess' }).toString(),
    });
  for (let n = 0; n < limits.wrongPasswordsPerMinute; n++)
    expect((await guess(types[n % types.length] ?? '')).status).toBe(401);
  for (const type of types) expect({ type, status: (await guess(type)).status }).toEqual({ type, status: 429 });
});

test('SE-05 a body over 1 MB and a batch over 20 calls are refused with a reason', async () => {
  const { token } = await door.signUp();
  const authorization = `Bearer ${token}`;
  const large = await mutate(door.url, { authorization }, { text: tooLong });
  expect([large.status, await codeOf(large)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  const batch = (size: number): Promise<Response> =>
    query(door.url, `${Array.from({ length: size }, () => 'whoAmI').join(',')}?batch=1&input={}`, { authorization });
  expect((await batch(limits.batchCalls)).status).toBe(200);
  const refused = await batch(limits.batchCalls + 1);
  expect([refused.status, await codeOf(refused)]).toEqual([400, 'BAD_REQUEST']);
});

test('a refusal reaches a client that is still sending, also where a foreign page does', async () => {
  const authorization = `Bearer ${(await door.signUp()).token}`;
  const text = 'x'.repeat(10_000_000);
  const foreign = { origin: 'https://evil.example', cookie: 'footnote.session_token=x' };
  for (let n = 0; n < 15; n++) {
    expect((await mutate(door.url, { authorization }, { text })).status).toBe(413);
    expect((await mutate(door.url, foreign, { text })).status).toBe(403);
    const signIn = await fetch(`${door.url}/api/auth/sign-in/email`, { method: 'POST', headers: foreign, body: text });
    expect(signIn.status).toBe(403);
  }
});

test('HTTP takes JSON only, and no subscriptions', async () => {
  const { token } = await door.signUp();
  const authorization = `Bearer ${token}`;
  for (const type of [
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/jsonx',
  ]) {
    expect((await mutate(door.url, { authorization, 'content-type': type })).status).toBe(400);
  }
  expect((await query(door.url, 'watch', { authorization })).status).toBe(405);
  expect(
    (await query(door.url, 'whoAmI?batch=1&input={}', { authorization, 'trpc-accept': 'application/jsonl' })).status,
  ).toBe(405);
});

test('SE-05 a batch over 20 calls gets an error for each call over it on a socket, subscriptions are not counted', async () => {
  const { token } = await door.signUp();
  const socket = await openSocket(`${door.url}/trpc?connectionParams=1`);
  socket.send({ method: 'connectionParams', data: { token } });
  const call = (id: number, method: string, path: string) => ({ id, method, params: { path } });
  const queries = Array.from({ length: limits.batchCalls + 2 }, (_, n) => call(n, 'query', 'whoAmI'));
  const watches = Array.from({ length: 25 }, (_, n) => call(100 + n, 'subscription', 'watch'));
  socket.send([...queries, ...watches]);
  for (const { id } of queries) {
    const answer = await socket.next((message) => message.id === id);
    // as after a line was away: the client did nothing wrong, and may call again
    expect(answer.error?.data.app.code).toBe(id < limits.batchCalls ? undefined : 'TOO_MANY_REQUESTS');
  }
  for (const { id } of watches)
    expect((await socket.next((message) => message.id === id)).result?.type).toBe('started');
  socket.close();
});

test('SE-05 the 51st subscription of a socket is refused, one that stops makes room', async () => {
  const { token } = await door.signUp();
  const socket = await openSocket(`${door.url}/trpc?connectionParams=1`);
  socket.send({ method: 'connectionParams', data: { token } });
  for (let n = 1; n <= limits.subscriptionsPerSocket; n++)
    expect((await socket.call('subscription', 'watch')).result?.type).toBe('started');
  const refused = await socket.call('subscription', 'watch');
  expect(refused.error?.data.app.code).toBe('TOO_MANY_REQUESTS');
  socket.send({ id: 1, method: 'subscription.stop' });
  await socket.next((message) => message.id === 1 && message.result?.type === 'stopped');
  expect((await socket.call('subscription', 'watch')).result?.type).toBe('started');
  socket.close();
});

test('SE-05 a frame over 1 MB closes the socket, the 21st socket of a user is refused', async () => {
  const { cookie } = await door.signUp();
  const headers = { cookie, origin: door.url };
  const open = await Promise.all(
    Array.from({ length: limits.socketsPerUser }, () => openSocket(`${door.url}/trpc`, headers)),
  );
  for (const socket of open) expect((await socket.call('query', 'whoAmI')).error).toBeUndefined();
  const extra = await openSocket(`${door.url}/trpc`, headers);
  expect((await extra.next()).error?.data.app.code).toBe('TOO_MANY_REQUESTS');
  await extra.closed;
  const [first] = open;
  first?.sendRaw(JSON.stringify(tooLong));
  expect(await first?.closed).toBe(1009);
  const again = await openSocket(`${door.url}/trpc`, headers);
  expect((await again.call('query', 'whoAmI')).error).toBeUndefined();
  for (const socket of [...open, again]) socket.close();
});

test('the 101st socket of an address is refused', async () => {
  await using other = await openDoor();
  const open = await Promise.all(
    Array.from({ length: limits.socketsPerAddress }, () => openSocket(`${other.url}/trpc`)),
  );
  await expect(openSocket(`${other.url}/trpc`)).rejects.toThrow('refused with 429');
  open[0]?.close();
  await open[0]?.closed;
  await expect.poll(() => other.sockets.open).toBe(limits.socketsPerAddress - 1);
  (await openSocket(`${other.url}/trpc`)).close();
  for (const socket of open) socket.close();
});

test('300 calls a minute a user, on both transports together', async () => {
  const { token } = await door.signUp();
  const authorization = `Bearer ${token}`;
  const answers: number[] = [];
  const batch = `${Array.from({ length: limits.batchCalls }, () => 'whoAmI').join(',')}?batch=1&input={}`;
  // a minute of the clock may end in between: then the count starts again
  for (let n = 0; n < (2 * limits.callsPerMinute) / limits.batchCalls + 2; n++)
    answers.push((await query(door.url, batch, { authorization })).status);
  expect(answers.slice(0, limits.callsPerMinute / limits.batchCalls)).not.toContain(429);
  expect(answers.some((status) => status === 429)).toBe(true);
});

test('clients are told to connect anew', async () => {
  const socket = await openSocket(`${door.url}/trpc`);
  const told = socket.next();
  door.sockets.reconnect();
  expect(await told).toMatchObject({ id: null });
  socket.close();
});
