import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adminFile, askRunningServer, databaseKey } from './running-server.ts';

test('a server that does not answer in time runs all the same: nobody opens its data beside it', async () => {
  const place = { DATA_DIR: await mkdtemp(join(tmpdir(), 'footnote-admin-')), DATABASE_URL: 'mongodb://127.0.0.1/x' };
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await writeFile(adminFile(place), JSON.stringify({ port, token: 'x', database: databaseKey(place) }));
  const ask = () => askRunningServer(place, { command: 'check', repair: true }, 100);
  await expect(ask()).rejects.toMatchObject({ app: { code: 'UNAVAILABLE' } });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await ask()).toBeNull();
  await rm(place.DATA_DIR, { recursive: true });
});
