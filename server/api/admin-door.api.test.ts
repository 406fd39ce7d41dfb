import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { administer } from '#server/admin/administer.ts';
import { usageText } from '#server/admin/read-args.ts';
import { runAdmin } from '#server/admin/run-admin.ts';
import { adminFile, databaseKey } from '#server/admin/running-server.ts';
import { readConfig } from '#server/config.ts';
import { openConfigured } from '#server/database/open.ts';
import { openLog } from '#server/observe/log.ts';
import { readShelf } from '#server/quota/shelf.ts';
import { openTestDatabase, type TestDatabase } from '#tests/harness/database.ts';
import { openAdminDoor } from './admin-door.ts';

const opened = (what: string) => () => Promise.reject(new Error(`${what} was opened`));
const never = { database: opened('the database'), files: opened('the file store') };
const email = 'ada@example.org';
const nowhere = readConfig({ DATA_DIR: '/nowhere' });

const withAccount = async ({ database: { native, db } }: TestDatabase): Promise<() => Promise<string>> => {
  const { insertedId } = await native.collection('auth_users').insertOne({ email });
  return async () => (await readShelf(db, insertedId.toHexString())).plan;
};
const openDoor = ({ database, env }: TestDatabase) =>
  openAdminDoor({
    config: env,
    administer: (request) =>
      administer(
        {
          database,
          files: never.files,
          alone: false,
          free: { chats: 25, documents: 3 },
          runTimeoutMs: 600_000,
          now: new Date(),
        },
        request,
      ),
    log: openLog('silent'),
  });

test('a running server is asked, and its database is not opened a second time', async () => {
  await using store = await openTestDatabase();
  const plan = await withAccount(store);
  const door = await openDoor(store);
  const config = readConfig(store.env);
  expect(await runAdmin(['plan', 'Ada@example.org', 'premium'], config, never)).toEqual({
    text: 'ada@example.org is on the premium plan now.',
    exitCode: 0,
  });
  expect(await plan()).toBe('premium');
  expect(await runAdmin(['plan', email, 'free'], config, never)).toMatchObject({ exitCode: 0 });
  expect(await plan()).toBe('free');
  const unknown = await runAdmin(['plan', 'nobody@example.org', 'premium'], config, never);
  expect(unknown).toEqual({ text: 'There is no account with the address nobody@example.org.', exitCode: 1 });
  expect((await stat(adminFile(config))).mode & 0o777).toBe(0o600);
  await door.close();
  await expect(stat(adminFile(config))).rejects.toThrow('ENOENT');
});

test('a server on another database is not asked', async () => {
  await using store = await openTestDatabase();
  const plan = await withAccount(store);
  const door = await openDoor(store);
  const other = readConfig({ ...store.env, DATABASE_URL: 'mongodb://127.0.0.1:1/other' });
  await expect(runAdmin(['plan', email, 'premium'], other, never)).rejects.toThrow('the database was opened');
  expect(await plan()).toBe('free');
  await door.close();
});

test('of two servers that share a folder, the one that stops leaves the other’s door open', async () => {
  await using store = await openTestDatabase();
  await withAccount(store);
  const config = readConfig(store.env);
  const first = await openDoor(store);
  const second = await openDoor(store);
  await first.close();
  expect(await runAdmin(['usage', email], config, never)).toMatchObject({ exitCode: 0 });
  await second.close();
});

test('nobody without the token gets in', async () => {
  await using store = await openTestDatabase();
  const plan = await withAccount(store);
  const door = await openDoor(store);
  const access = z.object({ port: z.number() }).parse(JSON.parse(await readFile(adminFile(store.env), 'utf8')));
  for (const authorization of ['', 'Bearer ', `Bearer ${'x'.repeat(43)}`]) {
    const body = JSON.stringify({ command: 'plan', email, plan: 'premium' });
    const response = await fetch(`http://127.0.0.1:${access.port}/api/admin`, {
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
  const config = readConfig(store.env);
  const left = { port: 1, token: 'x', database: databaseKey(store.env) };
  await writeFile(adminFile(config), JSON.stringify(left));
  const direct = { ...never, database: async () => ({ ...store.database, close: async () => undefined }) };
  expect(await runAdmin(['plan', email, 'premium'], config, direct)).toMatchObject({ exitCode: 0 });
  expect(await plan()).toBe('premium');
  expect(await runAdmin(['plan', 'nobody@example.org', 'premium'], config, direct)).toMatchObject({ exitCode: 1 });
});

test('an embedded database that another process owns is named', async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'footnote-test-'));
  const owner = await openConfigured({ DATA_DIR });
  const config = readConfig({ DATA_DIR });
  const locked = { ...never, database: () => openConfigured({ DATA_DIR }) };
  await expect(runAdmin(['plan', email, 'premium'], config, locked)).rejects.toThrow(DATA_DIR);
  await owner.close();
  await rm(DATA_DIR, { recursive: true });
});

test('what is not understood shows how it goes', async () => {
  expect(await runAdmin(['--help'], nowhere, never)).toEqual({ exitCode: 0, text: usageText });
  for (const args of [
    [],
    ['plan'],
    ['plan', email],
    ['plan', email, 'gold'],
    ['plan', email, 'free', 'x'],
    ['delete', email],
    ['usage'],
    ['usage', email, '--end'],
    ['users', email],
    ['users', '--search'],
    ['stuck', '--search', 'x'],
    ['stuck', '--force'],
    ['stuck', '--repair'],
    ['check', '--end'],
    ['check', 'x'],
  ]) {
    expect(await runAdmin(args, nowhere, never), args.join(' ')).toMatchObject({ exitCode: 2, text: usageText });
  }
});
