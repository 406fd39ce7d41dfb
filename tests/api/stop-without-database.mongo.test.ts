import { expect, test } from 'vitest';
import { makeTestData } from '#tests/harness/database.ts';
import { startServerProcess } from '#tests/harness/server-process.ts';
import { startTcpProxy } from '#tests/harness/tcp-proxy.ts';

test('RS-12 a database that is there but no longer answers does not keep a server from stopping', async () => {
  await using data = await makeTestData();
  const url = new URL(data.env.DATABASE_URL ?? '');
  await using proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  const server = await startServerProcess({ ...data.env, DATABASE_URL: url.href, SHUTDOWN_GRACE_MS: '0' });
  proxy.misbehave({ silent: true });
  const code = await server.end('SIGTERM');
  // its driver gives the database up, or the time for stopping is over, whichever comes first
  const gaveUp = server.output.includes('Stopped without what does not answer');
  expect({ code, gaveUp }).toEqual(gaveUp ? { code: 1, gaveUp } : { code: 0, gaveUp });
});
