import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { signUp } from '#tests/harness/connect.ts';
import { dataOfTest } from '#tests/harness/data-of-test.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { startModelServer } from '#tests/harness/model-server.ts';
import { runServer, startServerProcess } from '#tests/harness/server-process.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
const data = dataOfTest();

describe('a start that cannot be says why in one clear line and exits', () => {
  test('a wrong setting', async () => {
    const { code, output } = await runServer({ ...data.env, PORT: 'abc' });
    expect(code).toBe(1);
    expect(output).toBe('PORT: should be a whole number from 0 to 65535\n');
  });

  test('a database that does not answer', async () => {
    const { code, output } = await runServer({ ...data.env, DATABASE_URL: 'mongodb://user:secret@127.0.0.1:1/x' });
    expect(code).toBe(1);
    expect(output).toBe('DATABASE_URL: no MongoDB answers at 127.0.0.1:1. Start it, or correct the address.\n');
  });

  test('a data directory that another server owns', async () => {
    const env = { DATA_DIR: join(data.env.DATA_DIR, 'owned') };
    await using first = await startServerProcess(env);
    const { code, output } = await runServer(env);
    expect(code).toBe(1);
    expect(output).toContain(env.DATA_DIR);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(first.output).toContain('ready at');
  });

  test('a data directory that is a file', async () => {
    await mkdir(data.env.DATA_DIR, { recursive: true });
    const file = join(data.env.DATA_DIR, 'file');
    await writeFile(file, '');
    const { code, output } = await runServer({ DATA_DIR: file });
    expect(code).toBe(1);
    expect(output).toContain(file);
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  test.runIf(process.platform === 'linux')('a data directory that cannot be made', async () => {
    const { code, output } = await runServer({ DATA_DIR: '/proc/footnote' });
    expect(code).toBe(1);
    expect(output).toBe('DATA_DIR: /proc/footnote cannot be written: ENOENT.\n');
  });

  test('a database file that is none', async () => {
    const folder = join(data.env.DATA_DIR, 'broken');
    await mkdir(folder);
    await writeFile(join(folder, 'footnote.db'), 'This is no database. '.repeat(500));
    const { code, output } = await runServer({ DATA_DIR: folder });
    expect(code).toBe(1);
    expect(output).toContain(join(folder, 'footnote.db'));
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  test('a port that is taken', async () => {
    await using first = await startServerProcess({ DATA_DIR: join(data.env.DATA_DIR, 'one') });
    const { port } = new URL(first.url);
    const { code, output } = await runServer({ DATA_DIR: join(data.env.DATA_DIR, 'two'), PORT: port });
    expect(code).toBe(1);
    expect(output).toBe(`PORT: ${port} is taken. Stop what listens there, or set another.\n`);
  });
});

describe('a server that was killed', () => {
  test('FT-10 killed in mid-stream: the restarted server ends the run, nothing is counted, the place is given back', async () => {
    await using model = await startModelServer();
    const env = { ...data.env, OPENAI_BASE_URL: model.baseUrl };
    const first = await startServerProcess(env);
    const account = await signUp(first.url);
    const client = data.join(first.url, account.token).client;
    const { classId } = await classWith(first, { ...account, client }, [osmosis]);
    model.always({ pieces: ['Water moves [1].'] });
    const kept = await askToEnd(client, { text, classId });

    model.next('by hand');
    const { runId, turnId, watch } = await ask(client, { text, classId });
    (await model.nextCall()).send('Half an answer that is lost ');
    await watch.until((event) => event.type === 'token');
    await first.end('SIGKILL');

    await using second = await startServerProcess(env);
    const again = data.join(second.url, account.token).client;
    const end = await watchRun(again, runId).end;
    expect(end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED', retryable: true } });
    expect(await again.turns.get.query({ turnId })).toMatchObject({ status: 'failed', answers: [], runId: null });
    expect((await again.usage.get.query()).chats).toMatchObject({ used: 1, held: 0 });
    expect(await again.turns.get.query({ turnId: kept.turnId })).toEqual(kept);
    expect(await again.turns.ask.mutate({ turnId, text, classId })).toMatchObject({ runId });
  });

  test('SIGTERM ends it with 0, a running answer as INTERRUPTED after the grace', async () => {
    await using model = await startModelServer();
    const env = { ...data.env, OPENAI_BASE_URL: model.baseUrl, SHUTDOWN_GRACE_MS: '100' };
    const first = await startServerProcess(env);
    const account = await signUp(first.url);
    const client = data.join(first.url, account.token).client;
    const { classId } = await classWith(first, { ...account, client }, [osmosis]);
    model.next('by hand');
    const { turnId, watch } = await ask(client, { text, classId });
    (await model.nextCall()).send('Half an answer ');
    await watch.until((event) => event.type === 'token');
    expect(await first.end('SIGTERM')).toBe(0);
    await using second = await startServerProcess(env);
    const turn = await data.join(second.url, account.token).client.turns.get.query({ turnId });
    expect(turn).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' }, answers: [] });
  });
});
