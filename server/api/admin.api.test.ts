import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { adminFile } from '#server/accounts/admin-access.ts';
import { runAdmin, usage } from '#server/accounts/admin.ts';
import { setPlan } from '#server/accounts/plans.ts';
import { openConfigured } from '#server/database/open.ts';
import { openLog } from '#server/observe/log.ts';
import { readShelf } from '#server/quota/shelf.ts';
import { openTestDatabase, type TestDatabase } from '#tests/harness/database.ts';
import { openAdminDoor } from './admin.ts';

const never = () => Promise.reject(new Error('the database was opened'));
const email = 'ada@example.org';

const withAccount = async ({ database: { native, db } }: TestDatabase): Promise<() => Promise<string>> => {
  const { insertedId } = await native.collection('auth_users').insertOne({ email });
  return async () => (await readShelf(db, insertedId.toHexString())).plan;
};
const openAdmin = ({ database, env }: TestDatabase) =>
  openAdminDoor({
    dataDir: env.DATA_DIR,
    setPlan: async (email, plan) => void (await setPlan(database, email, plan)),
    log: openLog('silent'),
  });

test('a running server is asked, and its database is not opened a second time', async () => {
  await using store = await openTestDatabase();
  const plan = await withAccount(store);
  const door = await openAdmin(store);
  const { DATA_DIR } = store.env;
  expect(await runAdmin(['plan', 'Ada@example.org', 'premium'], DATA_DIR, never)).toEqual({
    text: 'Ada@example.org is on the premium plan now.',
    exitCode: 0,
  });
  expect(await plan()).toBe('premium');
  expect(await runAdmin(['plan', email, 'free'], DATA_DIR, never)).toMatchObject({ exitCode: 0 });
  expect(await plan()).toBe('free');
  const unknown = await runAdmin(['plan', 'nobody@example.org', 'premium'], DATA_DIR, never);
  expect(unknown).toEqual({ text: 'There is no account with the address nobody@example.org.', exitCode: 1 });
  expect((await stat(adminFile(DATA_DIR))).mode & 0o777).toBe(0o600);
  await door.close();
  await expect(stat(adminFile(DATA_DIR))).rejects.toThrow('ENOENT');
});

test('nobody without the token gets in', async () => {
  await using store = await openTestDatabase();
  const plan = await withAccount(store);
  const door = await openAdmin(store);
  const { port } = z
    .object({ port: z.number() })
    .parse(JSON.parse(await readFile(adminFile(store.env.DATA_DIR), 'utf8')));
  for (const authorization of ['', 'Bearer ', `Bearer ${'x'.repeat(43)}`]) {
    const body = JSON.stringify({ email, plan: 'premium' });
    const response = await fetch(`http://127.0.0.1:${port}/api/admin/plan`, {
      method: 'POST',
      headers: { authorization },
      body,
    });
    expect(response.status).toBe(401);
  }
  expect(await plan()).toBe('free');
  await door.close();
});

test('without a server the database is changed directly, also where one left its file behind', async () => {
  await using store = await openTestDatabase();
  const plan = await withAccount(store);
  const { DATA_DIR } = store.env;
  await writeFile(join(DATA_DIR, 'admin.json'), JSON.stringify({ port: 1, token: 'x' }));
  const direct = async () => ({ ...store.database, close: async () => undefined });
  expect(await runAdmin(['plan', email, 'premium'], DATA_DIR, direct)).toMatchObject({ exitCode: 0 });
  expect(await plan()).toBe('premium');
  expect(await runAdmin(['plan', 'nobody@example.org', 'premium'], DATA_DIR, direct)).toMatchObject({ exitCode: 1 });
});

test('an embedded database that another process owns is named', async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'footnote-test-'));
  const owner = await openConfigured({ DATA_DIR });
  await expect(runAdmin(['plan', email, 'premium'], DATA_DIR, () => openConfigured({ DATA_DIR }))).rejects.toThrow(
    DATA_DIR,
  );
  await owner.close();
  await rm(DATA_DIR, { recursive: true });
});

test('what is not understood shows how it goes', async () => {
  expect(await runAdmin(['--help'], '/nowhere', never)).toEqual({ exitCode: 0, text: usage });
  for (const args of [
    [],
    ['plan'],
    ['plan', email],
    ['plan', email, 'gold'],
    ['plan', email, 'free', 'x'],
    ['delete', email],
  ]) {
    expect(await runAdmin(args, '/nowhere', never)).toMatchObject({ exitCode: 2 });
  }
});
