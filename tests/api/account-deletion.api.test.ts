import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openConfigured } from '#server/database/open.ts';
import { limits } from '#shared/limits.ts';
import { AccountBrowser } from '#tests/harness/account-browser.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { openNode } from '#tests/harness/cluster.ts';
import { password, signUp } from '#tests/harness/connect.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import type { RemovalFault } from '#tests/harness/faults.ts';
import { leftOfUser } from '#tests/harness/left-of-user.ts';
import { startModelServer } from '#tests/harness/model-server.ts';

const text = 'What is osmosis?';
const removal = { timeout: 30_000, interval: 100 };

async function signedIn(app: { url: string }, email: string): Promise<AccountBrowser> {
  const browser = new AccountBrowser(app.url);
  expect((await browser.post('/sign-in/email', { email, password })).status).toBe(200);
  return browser;
}

const left = (app: TestApp, userId: string) => leftOfUser(app.app.database, app.dataDir, userId);

test('DL-04 an account deleted in mid-stream: watchers hear of the end, nothing is left, sign-in fails, others keep theirs', async () => {
  await using app = await startTestApp();
  app.model.always({ pieces: ['Water moves [1].'] });
  const [person, neighbour] = [await app.person(), await app.person()];
  for (const each of [person, neighbour]) {
    const { classId } = await classWith(app, each, [osmosis]);
    await askToEnd(each.client, { text, classId });
  }
  const { token } = await person.client.tokens.create.mutate({ name: 'A script' });
  const kept = await left(app, neighbour.userId);
  const browser = await signedIn(app, person.email);

  const calling = app.model.nextCall();
  const { watch } = await ask(person.client, { text });
  const call = await calling;
  call.send('Water ');
  await watch.until((event) => event.type === 'token');
  const wrong = await browser.post('/delete-user', { password: 'wrong password' });
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'INVALID_PASSWORD' }]);
  expect((await browser.post('/delete-user')).status).toBe(400);
  expect((await browser.post('/delete-user', { password })).status).toBe(200);

  expect(await watch.end).toMatchObject({ type: 'stopped' });
  await call.closed;
  expect(browser.cookie).not.toContain('session_token');
  expect((await new AccountBrowser(app.url).post('/sign-in/email', { email: person.email, password })).status).toBe(
    401,
  );
  for (const pass of [person.token, token])
    await expect(app.overHttp(pass).usage.get.query()).rejects.toMatchObject({ data: { code: 'UNAUTHORIZED' } });
  await expect.poll(() => left(app, person.userId), removal).toEqual([]);

  expect(await left(app, neighbour.userId)).toEqual(kept);
  expect((await neighbour.client.sessions.list.query({})).sessions).toHaveLength(1);
  const { userId } = await signUp(app.url, { email: person.email });
  expect(userId).not.toBe(person.userId);
});

test('DL-04 an account deleted while files come in: nothing of them is kept', async () => {
  await using app = await startTestApp();
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  const browser = await signedIn(app, person.email);
  const sent = request(`${app.url}/api/documents?classId=${classId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}`, 'content-type': 'multipart/form-data; boundary=x' },
  });
  const begin = (name: string) =>
    sent.write(
      `--x\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n\r\n${'text '.repeat(20_000)}`,
    );
  begin('first.txt');
  const places = async () => (await app.app.database.db.shelves.where({ userId: person.userId }).first())?.documents;
  await expect.poll(places).toBe(2);
  expect((await browser.post('/delete-user', { password })).status).toBe(200);
  await expect.poll(() => left(app, person.userId), removal).toEqual([]);

  sent.write('\r\n');
  begin('second.txt');
  sent.end('\r\n--x--\r\n');
  expect(await once(sent, 'response')).toMatchObject([{ statusCode: 404 }]);
  expect(await left(app, person.userId)).toEqual([]);
  expect(await readdir(join(app.dataDir, 'files', '.incoming'))).toEqual([]);
});

test('DL-04 a guest deletes everything without a password, an account not without the right one', async () => {
  await using app = await startTestApp();
  const guest = new AccountBrowser(app.url);
  await guest.post('/sign-in/anonymous');
  expect((await guest.query('classes.list')).status).toBe(200);
  expect((await guest.post('/delete-user')).status).toBe(200);
  expect((await guest.query('classes.list')).status).toBe(401);
  expect((await new AccountBrowser(app.url).post('/delete-user', { password })).status).toBe(401);

  const { email } = await app.person();
  const browser = await signedIn(app, email);
  const tries = [];
  for (let n = 0; n <= limits.wrongPasswordsPerMinute; n += 1)
    tries.push((await browser.post('/delete-user', { password: `guess ${n}` })).status);
  expect(tries).toEqual([...Array.from({ length: limits.wrongPasswordsPerMinute }, () => 400), 429]);
});

test.for<RemovalFault>(['removal marked', 'sessions ended', 'passages removed'])(
  'DL-04 killed in the middle (%s): the next start goes on, nothing is left',
  async (fault) => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-removal-'));
    await using model = await startModelServer();
    model.always({ pieces: ['Water moves [1].'] });
    const env = { DATA_DIR: folder, OPENAI_BASE_URL: model.baseUrl };
    const node = await openNode({ ...env, FAULT: fault }, 'tests/harness/server-with-faults.ts');
    const account = await signUp(node.url);
    const client = node.connect(account);
    const { classId } = await classWith(node, { ...account, client }, [osmosis]);
    await askToEnd(client, { text, classId });
    const browser = await signedIn(node, account.email);
    void browser.post('/delete-user', { password }).catch(() => undefined);
    expect(await node.process.exited, 'ended by the signal').toBeNull();
    await node.start();
    await expect
      .poll(
        async () =>
          (await new AccountBrowser(node.url).post('/sign-in/email', { email: account.email, password })).status,
        removal,
      )
      .toBe(401);
    // a sweep that has begun is brought to its end
    await node.terminate();
    const database = await openConfigured(env);
    expect(await leftOfUser(database, folder, account.userId)).toEqual([]);
    await database.close();
    await rm(folder, { recursive: true, force: true });
  },
);
