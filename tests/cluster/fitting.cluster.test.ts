import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Cluster, openCluster } from '#tests/harness/cluster.ts';
import { runServer } from '#tests/harness/server-process.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterEach(() => cluster.clear());
afterAll(() => cluster[Symbol.asyncDispose]());

const noRedis = { REDIS_URL: '' };
const servers = () => cluster.database.db.servers.all();

test('a server without Redis does not start beside another, which goes on', async () => {
  const first = await cluster.node(noRedis);
  const { code, output } = await runServer({ ...cluster.env, ...noRedis });
  expect(code).toBe(1);
  expect(output.trim()).toMatch(/^REDIS_URL: another server works on this database\..*$/);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await first.terminate()).toBe(0);
  expect(await servers(), 'what a server leaves that went of itself').toEqual([]);
});

test('a server without Redis stops and says so when one that has it comes', async () => {
  const first = await cluster.node(noRedis);
  const second = await cluster.node();
  expect(await first.process.exited).toBe(1);
  expect(first.process.output).toContain('REDIS_URL: another server works on this database.');
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
});

test('a server that was killed does not keep the next from starting, and its heartbeat is removed', async () => {
  const first = await cluster.node(noRedis);
  await first.kill();
  const killed = await servers();
  await first.start();
  const gone = async () => (await servers()).every(({ serverId }) => killed.every((old) => old.serverId !== serverId));
  await expect.poll(gone, { timeout: 15_000, interval: 250 }).toBe(true);
  expect(await servers()).toHaveLength(1);
});

test('a server with another folder of files does not start beside others; alone it does', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-elsewhere-'));
  try {
    const first = await cluster.node();
    const { code, output } = await runServer({ ...cluster.env, DATA_DIR: folder });
    expect(code).toBe(1);
    expect(output.trim()).toMatch(/^DATA_DIR: other servers keep their documents elsewhere\..*$/);
    const same = await cluster.node();
    expect((await fetch(`${same.url}/readyz`)).status, 'one with the shared folder').toBe(200);
    await Promise.all([first.terminate(), same.terminate()]);
    const moved = await cluster.node({ DATA_DIR: folder });
    expect((await fetch(`${moved.url}/readyz`)).status).toBe(200);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a database that a newer server has migrated stops an older one', async () => {
  const { db } = cluster.database;
  const schema = db.settings.where({ key: 'schema' });
  const known = await schema.first();
  await schema.update({ value: '99' });
  const { code, output } = await runServer(cluster.env);
  expect(code).toBe(1);
  expect(output.trim()).toMatch(/^The database was written by a newer Footnote \(shapes 99, .*Update the server\.$/);
  await schema.update({ value: known?.value ?? '' });
});
