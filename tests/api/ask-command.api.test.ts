import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, signUp } from '#tests/harness/connect.ts';
import { makeTestData, type TestData } from '#tests/harness/database.ts';
import { runProgram } from '#tests/harness/run-program.ts';
import { type ServerProcess, startServerProcess } from '#tests/harness/server-process.ts';

const program = resolve('client/cli/ask.ts');
let data: TestData;
let server: ServerProcess;
let home: string;

beforeAll(async () => {
  data = await makeTestData();
  server = await startServerProcess(data.env);
  home = await mkdtemp(join(tmpdir(), 'footnote-ask-'));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await data[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

/** Runs the command in a folder of its own, where nobody has asked before. */
const run = (...args: string[]) => runProgram(program, args, { cwd: home, env: { HOME: home, XDG_CONFIG_HOME: home } });

describe('npm run ask', () => {
  test('says how it is used, also where it was called wrongly', async () => {
    const help = await run('--help');
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toMatch(/^Usage: npm run ask/);
    expect((await run()).code).toBe(1);
    const wrong = await run('--clas', 'Biology', 'Why?');
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/^Unknown option '--clas'[^]*Usage:/);
    expect(wrong.err).not.toContain('    at ');
  });

  test('says where it found no server; the port is that of .env', async () => {
    await writeFile(join(home, '.env'), 'PORT=1\n');
    const { code, err } = await run('Why?');
    expect([code, err]).toEqual([
      1,
      'No server answers at http://127.0.0.1:1. Start it with npm start, or pass --url.\n',
    ]);
    await rm(join(home, '.env'));
  });

  test('gives a newcomer the sample class and prints an answer with its footnotes', async () => {
    const { code, out, err } = await run('--url', server.url, 'Why does coffee keep me awake?');
    expect([code, err]).toEqual([0, 'Added the sample class “Memory and sleep”.\n']);
    expect(out).toMatch(/adenosine[^]* \[1\]\n[^]*\n\[1\] .+, p\. \d+\n {4}“.*adenosine/i);
    const wrong = await run('--url', server.url, '--class', 'Nope', 'Why?');
    expect([wrong.code, wrong.err]).toEqual([1, 'There is no class “Nope”. Yours: “Memory and sleep”.\n']);
  });

  test('AC-05 asks in the name of whoever made the personal token that it is given', async () => {
    const { token } = await signUp(server.url);
    const connection = connect(server.url, token);
    const made = await connection.client.tokens.create.mutate({ name: 'Terminal' });
    const { code, out } = await run('--url', server.url, '--token', made.token, 'Why does coffee keep me awake?');
    expect([code, out.includes('[1]')]).toEqual([0, true]);
    const { sessions } = await connection.client.sessions.list.query({});
    expect(sessions).toMatchObject([{ name: 'Why does coffee keep me awake?' }]);
    await connection.client.tokens.revoke.mutate({ tokenId: made.tokenId });
    const refused = await run('--url', server.url, '--token', made.token, 'Why?');
    expect([refused.code, refused.err]).toEqual([1, 'Sign in first.\n']);
    connection.close();
  });
});
