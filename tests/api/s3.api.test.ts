import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { dataOfTest } from '#tests/harness/data-of-test.ts';
import { signUp } from '#tests/harness/connect.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { runProgram } from '#tests/harness/run-program.ts';
import { startS3Server } from '#tests/harness/s3-server.ts';
import { runServer, startServerProcess } from '#tests/harness/server-process.ts';

const data = dataOfTest();

const check = (env: Record<string, string>, ...args: string[]) =>
  runProgram(resolve('dist/server/admin.js'), ['check', ...args], { cwd: data.env.DATA_DIR, env });

test('a server keeps its documents in S3, and the admin command checks them, with it and without', async () => {
  await using s3 = await startS3Server();
  const env = { ...data.env, ...s3.env };
  const server = await startServerProcess(env);
  const account = await signUp(server.url);
  const client = data.join(server.url, account.token).client;
  const { documents } = await classWith(server, { ...account, client }, [osmosis]);
  const documentId = documents[0]?.documentId ?? '';
  const headers = { authorization: `Bearer ${account.token}`, range: 'bytes=0-9' };
  const file = await fetch(`${server.url}/api/documents/${documentId}/file`, { headers });
  expect([file.status, (await file.text()).length]).toEqual([206, 10]);
  expect(await check(env)).toEqual({ code: 0, out: 'Nothing is amiss.\n', err: '' });

  const lost = newId();
  await s3.plant([`${account.userId}/${lost}`]);
  const said = `file ${account.userId}/${lost}: there is no such document`;
  const seen = await check(env);
  expect([seen.code, seen.err]).toEqual([1, '']);
  expect(seen.out).toBe(
    `${said}\n1 found, 0 repaired.\nnpm run admin -- check --repair removes what belongs to nothing.\n`,
  );
  await server.end('SIGTERM');

  expect((await check(env)).out).toBe(seen.out);
  const repaired = await check(env, '--repair', '--json');
  expect(repaired.code).toBe(1);
  expect(JSON.parse(repaired.out)).toEqual({
    problems: [
      { problem: { kind: 'file without document', userId: account.userId, documentId: lost }, repaired: true },
    ],
  });
  expect((await check(env)).code).toBe(0);

  s3.line.goAway();
  const away = await check(env);
  expect([away.code, away.out]).toEqual([1, '']);
  expect(away.err).toMatch(/^S3_ENDPOINT: no S3 answers at 127\.0\.0\.1:/);
  const start = await runServer(env);
  expect([start.code, start.output.split('\n').length]).toEqual([1, 2]);
  expect(start.output).toMatch(/^S3_ENDPOINT: no S3 answers at 127\.0\.0\.1:/);
}, 240_000);
