import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

test('missing folders are made, those that are there stay', async () => {
  const root = await mkdtemp(join(tmpdir(), 'footnote-test-'));
  const deep = join(root, 'a/b/c');
  await Promise.all([makeFolder(deep, 0o700), makeFolder(deep, 0o700), makeFolder(join(root, 'a/d'), 0o700)]);
  await makeFolder(deep);
  expect((await stat(deep)).mode & 0o777).toBe(0o700);
  await writeFile(join(root, 'file'), '');
  await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(root, 'file/below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  await rm(root, { recursive: true });
});

test.runIf(process.platform === 'linux')(
  'a place where no folder can be made is an error, not an endless try',
  async () => {
    await expect(makeFolder('/proc/footnote/data')).rejects.toMatchObject({ code: 'ENOENT', path: '/proc/footnote' });
  },
);
