import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openExisting } from '#server/database/open.ts';
import { newId } from '#shared/ids.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { signUp } from '#tests/harness/connect.ts';
import { dataOfTest } from '#tests/harness/data-of-test.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { startModelServer } from '#tests/harness/model-server.ts';
import { runProgram } from '#tests/harness/run-program.ts';
import { startServerProcess } from '#tests/harness/server-process.ts';

const program = resolve('dist/server/admin.js');
const text = 'What is osmosis?';
const data = dataOfTest();

/** Runs the command as a person does, with these settings and no others. */
const admin = (env: Record<string, string>, ...args: string[]) =>
  runProgram(program, args, { cwd: data.env.DATA_DIR, env });

const settings = () => ({ ...data.env, RUN_TIMEOUT_MS: '5000' });

describe('npm run admin', () => {
  test('asks the server that runs, and opens the database where none does', async () => {
    const server = await startServerProcess(settings());
    const { email, userId } = await signUp(server.url, { name: 'Ada Example' });
    await signUp(server.url);
    const asked = await Promise.all([
      admin(settings(), 'users', '--json'),
      admin(settings(), 'users', '--search', 'ada EX'),
      admin(settings(), 'users', '--search', '.*'),
      admin(settings(), 'usage', email.toUpperCase(), '--json'),
      admin(settings(), 'usage', 'nobody@example.org'),
    ]);
    const [all, found, none, usage, unknown] = asked;
    const accounts = z.object({ users: z.array(z.unknown()), more: z.literal(false) });
    expect(accounts.parse(JSON.parse(all.out)).users).toHaveLength(2);
    expect([found.code, found.err]).toEqual([0, '']);
    expect(found.out).toMatch(new RegExp(`^${email} +Ada Example +free +\\d{4}-\\d\\d-\\d\\d +${userId}\n$`));
    expect(none.out).toBe('There is no such account.\n');
    const counts = { used: 0, held: 0, documents: 0, documentLimit: 3 };
    expect(JSON.parse(usage.out)).toMatchObject({ userId, email, ...counts });
    const refused = 'There is no account with the address nobody@example.org.\n';
    expect(unknown).toEqual({ code: 1, out: '', err: refused });
    expect((await admin(settings(), 'plan', email, 'premium')).out).toBe(`${email} is on the premium plan now.\n`);

    await server.end('SIGTERM');
    expect((await admin(settings(), 'usage', email)).out).toContain('no limit');
    expect((await admin(settings(), 'users', '--search', 'ada')).out).toMatch(/ Ada Example +premium /);
    expect(await admin(settings(), 'plan', 'nobody@example.org', 'free')).toEqual({ code: 1, out: '', err: refused });
  });

  test('shows what is stuck, and ends and settles it', async () => {
    await using model = await startModelServer();
    const env = { ...settings(), OPENAI_BASE_URL: model.baseUrl };
    const server = await startServerProcess(env);
    const account = await signUp(server.url);
    const client = data.join(server.url, account.token).client;
    const { classId } = await classWith(server, { ...account, client }, [osmosis]);
    model.always({ pieces: ['Water moves [1].'] });
    await askToEnd(client, { text, classId });
    expect((await admin(env, 'stuck')).out).toBe('Nothing is stuck.\n');
    model.next('by hand');
    const { turnId, runId } = await ask(client, { text, classId });
    await model.nextCall();
    await server.end('SIGKILL');

    const lost = newId();
    const { userId } = account;
    const database = await openExisting(data.env);
    const long = new Date(Date.now() - 3_600_000);
    await database.native.collection('turns').updateOne({ userId, turnId }, { $set: { 'running.acceptedAt': long } });
    await database.db.usage.where({ userId }).update((f) => [f.held.push(lost), f.places.inc(1)]);
    await database.close();

    const seen = await admin(env, 'stuck');
    expect(seen.code).toBe(0);
    expect(seen.out).toContain(`run ${runId} of turn ${turnId}, user ${userId}`);
    expect(seen.out).toContain(`place of run ${lost}`);
    const ended = await admin(env, 'stuck', '--end', '--json');
    expect(JSON.parse(ended.out)).toMatchObject({
      ended: true,
      runs: [{ runId, turnId, userId, acceptedAt: long.toISOString() }],
      places: [{ runId: lost, userId }],
    });
    expect((await admin(env, 'stuck')).out).toBe('Nothing is stuck.\n');
    expect(JSON.parse((await admin(env, 'usage', account.email, '--json')).out)).toMatchObject({ used: 1, held: 0 });

    await using again = await startServerProcess(env);
    const turn = await data.join(again.url, account.token).client.turns.get.query({ turnId });
    expect(turn).toMatchObject({ status: 'failed', runId: null, error: { code: 'INTERRUPTED', retryable: true } });
  });

  test('makes no database where its settings name the wrong place', async () => {
    const empty = join(data.env.DATA_DIR, 'mistyped');
    const missing = await admin({ DATA_DIR: empty }, 'users');
    expect([missing.code, missing.out]).toEqual([1, '']);
    expect(missing.err).toBe(`DATA_DIR: there is no database in ${empty}. Set it to what the server uses.\n`);
    await mkdir(empty);
    expect((await admin({ DATA_DIR: empty }, 'users')).code).toBe(1);
    expect(await readdir(empty)).toEqual([]);
    expect((await admin({ DATA_DIR: '/proc/footnote' }, 'users')).err).toContain(
      'there is no database in /proc/footnote',
    );
    expect((await admin({ ...data.env, DATABASE_URL: 'mongodb://127.0.0.1:1/x' }, 'users')).err).toBe(
      'DATABASE_URL: no MongoDB answers at 127.0.0.1:1. Start it, or correct the address.\n',
    );
    expect((await admin({ RUN_TIMEOUT_MS: 'soon' }, 'users')).err).toMatch(/^RUN_TIMEOUT_MS: should be a whole number/);
  });

  test.runIf(process.env['DATABASE_URL'] !== undefined)('makes none on a MongoDB server either', async () => {
    const url = new URL(process.env['DATABASE_URL'] ?? '');
    url.pathname = `/test_${newId()}`;
    const env = { ...data.env, DATABASE_URL: url.href };
    const { code, err } = await admin(env, 'users');
    expect(code).toBe(1);
    expect(err).toBe(
      `DATABASE_URL: the database ${url.pathname.slice(1)} is not Footnote's. Set it to what the server uses.\n`,
    );
    expect((await admin(env, 'users')).code).toBe(1);
  });

  test('says how it goes', async () => {
    const help = await admin({}, '--help');
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toMatch(/^Usage: npm run admin/);
    const wrong = await admin({}, 'plan', 'ada@example.org');
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toMatch(/^Usage: npm run admin/);
  });
});
