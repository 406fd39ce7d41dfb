import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ByteRange, FileStore } from './file-store.ts';
import { collect } from '#tests/harness/collect.ts';

export interface Subject extends AsyncDisposable {
  files: FileStore;
  /** how many files there are, kept or not */
  count(): Promise<number>;
}

const key = 'user-1/0123456789abcdef01234567';
const second = 'user-1/0123456789abcdef01234568';
const others = 'user-2/0123456789abcdef01234567';

/** why it cannot be kept */
const gone = /ENOENT|kept or discarded already/;

async function* bytes(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function* broken(beginning: number): AsyncGenerator<Uint8Array> {
  for (let left = beginning; left > 0; left -= 60_000) yield Buffer.alloc(Math.min(left, 60_000), 'x');
  throw new Error('the line is cut');
}

/** Content that tells its places apart. */
function numbers(length: number): Buffer {
  const content = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) content.writeUInt32LE(at, at);
  return content;
}

/** What every file store does. */
export function describeFileStore(open: () => Promise<Subject>): void {
  let subject: Subject;
  beforeEach(async () => {
    subject = await open();
  });
  afterEach(() => subject[Symbol.asyncDispose]());

  const put = async (at: string, ...parts: (string | Uint8Array)[]): Promise<void> => {
    const staged = await subject.files.stage(bytes(...parts));
    await staged.keep(at);
  };
  const read = async (range?: ByteRange, at = key): Promise<string | null> => {
    const file = await subject.files.open(at);
    return file && (await buffer(file.read(range))).toString();
  };
  const keys = async (userId?: string) =>
    (await collect(subject.files.list(userId))).map((file) => file.key).toSorted();

  test('a file can be opened once it is kept, whole and in parts', async () => {
    const staged = await subject.files.stage(bytes('Mito', 'chondria'));
    expect(staged.bytes).toBe(12);
    expect(await subject.files.open(key)).toBeNull();
    await staged.keep(key);
    await staged.discard();
    expect((await subject.files.open(key))?.bytes).toBe(12);
    expect(await read()).toBe('Mitochondria');
    expect(await read({ start: 4, end: 7 })).toBe('chon');
    expect(await subject.count()).toBe(1);
  });

  test('ranges reach to the edges', async () => {
    await put(key, 'Mitochondria');
    expect(await read({ start: 0, end: 0 })).toBe('M');
    expect(await read({ start: 11, end: 11 })).toBe('a');
    expect(await read({ start: 0, end: 11 })).toBe('Mitochondria');
    const content = numbers(6_000_000);
    await put(second, content.subarray(0, 5_242_880), content.subarray(5_242_880));
    const file = await subject.files.open(second);
    expect(file?.bytes).toBe(content.length);
    // around the end of a part, of the size in which an upload is cut
    for (const [start, end] of [
      [5_242_870, 5_242_890],
      [0, 100],
      [5_999_999, 5_999_999],
    ] as const)
      expect(file && (await buffer(file.read({ start, end })))).toEqual(content.subarray(start, end + 1));
    expect(file && content.equals(await buffer(file.read()))).toBe(true);
  });

  test('a file is as it was cut, whatever its length', async () => {
    for (const length of [1, 5_242_880, 5_242_881]) {
      const content = numbers(length);
      const pieces = Array.from({ length: Math.ceil(length / 99_991) }, (_, n) =>
        content.subarray(n * 99_991, (n + 1) * 99_991),
      );
      await put(key, ...pieces);
      const file = await subject.files.open(key);
      expect(file?.bytes).toBe(length);
      expect(file && content.equals(await buffer(file.read()))).toBe(true);
    }
    expect(await subject.count()).toBe(1);
  });

  test('an empty file is a file', async () => {
    await put(key);
    expect((await subject.files.open(key))?.bytes).toBe(0);
    expect(await read()).toBe('');
  });

  test.each([0, 100, 5_300_000])('content that breaks off after %i bytes leaves nothing', async (length) => {
    await expect(subject.files.stage(broken(length))).rejects.toThrow('the line is cut');
    expect(await subject.count()).toBe(0);
    expect(await collect(subject.files.leftovers(new Date(Date.now() + 600_000)))).toEqual([]);
  });

  test('what is discarded is gone, also twice, and cannot be kept', async () => {
    const staged = await subject.files.stage(bytes('x'));
    await staged.discard();
    await staged.discard();
    expect(await subject.count()).toBe(0);
    await expect(staged.keep(key)).rejects.toThrow(gone);
    expect(await keys()).toEqual([]);
  });

  test('a file is kept once', async () => {
    const staged = await subject.files.stage(bytes('x'));
    await staged.keep(key);
    await expect(staged.keep(second)).rejects.toThrow(gone);
    await staged.discard();
    expect(await read()).toBe('x');
    expect(await keys()).toEqual([key]);
  });

  test('keeping replaces; of two at once one stays, whole', async () => {
    await put(key, 'the first');
    await put(key, 'the next');
    expect(await read()).toBe('the next');
    const staged = await Promise.all(
      ['a'.repeat(100), 'b'.repeat(100)].map((text) => subject.files.stage(bytes(text))),
    );
    await Promise.all(staged.map((one) => one.keep(key)));
    expect(await read()).toMatch(/^(a{100}|b{100})$/);
    expect(await subject.count()).toBe(1);
  });

  test('removing is repeatable', async () => {
    await put(key, 'x');
    await subject.files.remove(key);
    await subject.files.remove(key);
    expect(await subject.files.open(key)).toBeNull();
    expect(await subject.files.local(key)).toBeNull();
  });

  test('users’ files stay apart', async () => {
    await put(key, 'mine');
    await put(second, 'mine too');
    await put(others, 'theirs');
    expect([await read(), await read(undefined, others)]).toEqual(['mine', 'theirs']);
    expect(await keys()).toEqual([key, second, others]);
    expect(await keys('user-1')).toEqual([key, second]);
    // a name that begins alike is another one
    expect(await keys('user')).toEqual([]);
    expect(await keys('nobody')).toEqual([]);
    await subject.files.remove(key);
    expect(await read(undefined, others)).toBe('theirs');
  });

  test('a user may be called anything that a key may hold', async () => {
    for (const user of ['-', '_', 'A-b_9', 'x'.repeat(64)]) {
      const at = `${user}/0123456789abcdef01234567`;
      await put(at, user);
      expect(await read(undefined, at)).toBe(user);
      expect(await keys(user)).toEqual([at]);
    }
  });

  test('a local file is the file, for those who may read it', async () => {
    await put(key, 'Mitochondria');
    const local = await subject.files.local(key);
    if (local === null) throw new Error('there is no such file');
    expect(await readFile(local.path, 'utf8')).toBe('Mitochondria');
    expect((await stat(local.path)).mode & 0o022).toBe(0);
    await local.release();
    await local.release();
    expect(await read()).toBe('Mitochondria');
  });

  test('lists what is kept, not what is coming in', async () => {
    await put(key, 'x');
    await subject.files.stage(bytes('y'));
    const listed = await collect(subject.files.list());
    expect(listed.map((file) => file.key)).toEqual([key]);
    expect(Math.abs((listed[0]?.writtenAt.getTime() ?? 0) - Date.now())).toBeLessThan(20_000);
  });

  test('a key that leads elsewhere is refused', async () => {
    for (const bad of [
      '../etc/passwd',
      'user/../../x',
      'user/0123456789abcdef01234567/x',
      '/user/0123456789abcdef01234567',
      'user/0123456789ABCDEF01234567',
      'user name/0123456789abcdef01234567',
      'ünicode/0123456789abcdef01234567',
      '.incoming/0123456789abcdef01234567',
      'user/x\0',
    ]) {
      await expect(subject.files.open(bad)).rejects.toThrow('not a file');
      await expect(subject.files.local(bad)).rejects.toThrow('not a file');
      await expect(subject.files.remove(bad)).rejects.toThrow('not a file');
      const staged = await subject.files.stage(bytes('x'));
      await expect(staged.keep(bad)).rejects.toThrow('not a file');
      await staged.discard();
    }
    expect(await subject.count()).toBe(0);
  });

  test('says how much room there is', async () => {
    expect(await subject.files.freeBytes()).toBeGreaterThan(0);
  });
}
