import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { limits } from '#shared/limits.ts';
import { type Door, openDoor } from '#tests/harness/door.ts';
import { openSocket, type RawSocket } from '#tests/harness/socket.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

type Account = Awaited<ReturnType<Door['signUp']>>;

const post = (path: string, headers: Record<string, string>, body: object = {}): Promise<Response> =>
  fetch(`${door.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: door.url, ...headers },
    body: JSON.stringify(body),
  });

const cookieOf = (reply: Response): string =>
  reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');

const sessions = () => door.store.database.native.collection('auth_sessions');

async function browser({ cookie }: Pick<Account, 'cookie'>): Promise<RawSocket> {
  return openSocket(`${door.url}/trpc`, { cookie, origin: door.url });
}

async function program({ token }: Pick<Account, 'token'>): Promise<RawSocket> {
  const socket = await openSocket(`${door.url}/trpc?connectionParams=1`);
  socket.send({ method: 'connectionParams', data: { token } });
  return socket;
}

/** Subscribes; `ended` resolves with the code of the error that ends it, and when that came. */
async function watch(socket: RawSocket) {
  socket.send({ id: 'watch', method: 'subscription', params: { path: 'watch' } });
  await socket.next((message) => message.id === 'watch' && message.result?.type === 'data');
  const ended = socket
    .next((message) => message.id === 'watch' && message.error !== undefined)
    .then(({ error }) => ({ code: error?.data.app.code, at: performance.now() }));
  return { ended };
}

const endings: [string, (account: Account) => Promise<unknown>][] = [
  ['signed out', ({ cookie }) => post('/sign-out', { cookie })],
  ['revoked by another server', ({ token }) => sessions().deleteOne({ token })],
  ['expired', ({ token }) => sessions().updateOne({ token }, { $set: { expiresAt: new Date(Date.now() - 1_000) } })],
  [
    'another user’s by now',
    async ({ token }) => {
      const other = await sessions().findOne({ token: (await door.signUp()).token });
      await sessions().updateOne({ token }, { $set: { userId: other?.['userId'] } });
    },
  ],
];

test.concurrent.each(endings)(
  'SE-04 a session that is %s: the next call is UNAUTHORIZED, subscriptions end within 5 s',
  async (_, end) => {
    const account = await door.signUp();
    const [called, watched, told] = await Promise.all([browser(account), browser(account), program(account)]);
    const watches = await Promise.all([watch(watched), watch(told)]);
    expect((await called.call('query', 'whoAmI')).result?.data).toBe(account.userId);
    await end(account);
    const since = performance.now();
    expect((await called.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
    expect((await called.call('subscription', 'watch')).error?.data.app.code).toBe('UNAUTHORIZED');
    for (const { ended } of watches) {
      const { code, at } = await ended;
      expect(code).toBe('UNAUTHORIZED');
      expect(at - since).toBeLessThan(5_000);
    }
    for (const socket of [called, watched, told]) {
      expect((await socket.call('mutation', 'echo', {})).error?.data.app.code).toBe('UNAUTHORIZED');
      socket.close();
    }
  },
);

test.concurrent('SE-04 a new password ends the sockets of all other sessions, not this one nor those of other users', async () => {
  const [account, neighbour] = [await door.signUp(), await door.signUp()];
  const again = await post('/sign-in/email', {}, { email: account.email, password: 'right password' });
  const elsewhere = await browser({ cookie: cookieOf(again) });
  const [mine, theirs] = await Promise.all([browser(account), browser(neighbour)]);
  const { ended } = await watch(elsewhere);
  for (const socket of [mine, theirs]) await watch(socket);
  const reply = await post(
    '/change-password',
    { cookie: account.cookie },
    { currentPassword: 'right password', newPassword: 'another password' },
  );
  expect(reply.status).toBe(200);
  expect((await ended).code).toBe('UNAUTHORIZED');
  expect((await mine.call('query', 'whoAmI')).result?.data).toBe(account.userId);
  expect((await theirs.call('query', 'whoAmI')).result?.data).toBe(neighbour.userId);
  for (const socket of [elsewhere, mine, theirs]) socket.close();
});

test.concurrent('a socket never becomes another user’s: who signs in with the same cookie gets sockets of their own', async () => {
  const [first, second] = [await door.signUp(), await door.signUp()];
  const before = await browser(first);
  const reply = await post(
    '/sign-in/email',
    { cookie: first.cookie },
    { email: second.email, password: 'right password' },
  );
  const cookie = cookieOf(reply);
  const after = await browser({ cookie });
  expect((await after.call('query', 'whoAmI')).result?.data).toBe(second.userId);
  expect((await before.call('query', 'whoAmI')).result?.data).toBe(first.userId);
  for (const socket of [before, after]) socket.close();
});

test.concurrent('AC-03 a guest who becomes an account keeps the socket and what is watched on it', async () => {
  const guest = await post('/sign-in/anonymous', {});
  const cookie = cookieOf(guest);
  const { user } = z.object({ user: z.object({ id: z.string() }) }).parse(await guest.json());
  const socket = await browser({ cookie });
  const { ended } = await watch(socket);
  const account = { name: 'A Student', email: 'once-a-guest@example.org', password: 'right password' };
  expect((await post('/sign-up/email', { cookie }, account)).status).toBe(200);
  expect((await socket.call('query', 'whoAmI')).result?.data).toBe(user.id);
  // two looks at the sessions go by
  const outcome = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 6_500, 'goes on'))]);
  expect(outcome).toBe('goes on');
  socket.close();
});

test.concurrent('sockets whose session has ended do not count against the user who signs in again', async () => {
  const account = await door.signUp();
  const open = await Promise.all(Array.from({ length: 20 }, () => browser(account)));
  for (const socket of open) await socket.call('query', 'whoAmI');
  await post('/sign-out', { cookie: account.cookie });
  for (const socket of open) expect((await socket.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
  const reply = await post('/sign-in/email', {}, { email: account.email, password: 'right password' });
  const { token } = z.object({ token: z.string() }).parse(await reply.json());
  const again = await program({ token });
  expect((await again.call('query', 'whoAmI')).result?.data).toBe(account.userId);
  for (const socket of [...open, again]) socket.close();
});

test.concurrent('SE-04 a socket whose session has ended takes nothing of the calls per minute that its user has', async () => {
  const account = await door.signUp();
  const left = await browser(account);
  await post('/sign-out', { cookie: account.cookie });
  for (let n = 0; n <= limits.callsPerMinute; n++)
    expect((await left.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
  const reply = await post('/sign-in/email', {}, { email: account.email, password: 'right password' });
  const { token } = z.object({ token: z.string() }).parse(await reply.json());
  const back = await program({ token });
  expect((await back.call('query', 'whoAmI')).result?.data).toBe(account.userId);
  for (const socket of [left, back]) socket.close();
});
