import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileStore } from './file-store.ts';
import { collect } from '#tests/harness/collect.ts';

interface Subject extends AsyncDisposable {
  files: FileStore;
  /** how many files there are, kept or not */
  count(): Promise<number>;
}

const key = 'user-1/0123456789abcdef01234567';

async function* bytes(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('the beginning');
  throw new Error('the line is cut');
}

/** What every file store does. */
export function describeFileStore(open: () => Promise<Subject>): void {
  let subject: Subject;
  beforeEach(async () => {
    subject = await open();
  });
  afterEach(() => subject[Symbol.asyncDispose]());

  const read = async (range?: { start: number; end: number }): Promise<string | null> => {
    const file = await subject.files.open(key);
    return file && (await buffer(file.read(range))).toString();
  };

  test('a file can be opened once it is kept, whole and in parts', async () => {
    const staged = await subject.files.stage(bytes('Mito', 'chondria'));
    expect(staged.bytes).toBe(12);
    expect(await subject.files.open(key)).toBeNull();
    await staged.keep(key);
    await staged.discard();
    expect((await subject.files.open(key))?.bytes).toBe(12);
    expect(await read()).toBe('Mitochondria');
    expect(await read({ start: 4, end: 7 })).toBe('chon');
  });

  test('an empty file is a file', async () => {
    await (await subject.files.stage(bytes())).keep(key);
    expect(await read()).toBe('');
  });

  test('content that breaks off leaves nothing behind', async () => {
    await expect(subject.files.stage(broken())).rejects.toThrow('the line is cut');
    expect(await subject.count()).toBe(0);
  });

  test('what is discarded is gone, also twice', async () => {
    const staged = await subject.files.stage(bytes('x'));
    await staged.discard();
    await staged.discard();
    expect(await subject.count()).toBe(0);
  });

  test('removing is repeatable', async () => {
    await (await subject.files.stage(bytes('x'))).keep(key);
    await subject.files.remove(key);
    await subject.files.remove(key);
    expect(await subject.files.open(key)).toBeNull();
    expect(await subject.files.local(key)).toBeNull();
  });

  test('lists what is kept, not what is coming in', async () => {
    await (await subject.files.stage(bytes('x'))).keep(key);
    await subject.files.stage(bytes('y'));
    expect((await collect(subject.files.list())).map((file) => file.key)).toEqual([key]);
  });

  test('cleans away what an earlier process left, not what is coming in now', async () => {
    await subject.files.stage(bytes('x'));
    await subject.files.clean(new Date(Date.now() - 60_000));
    expect(await subject.count()).toBe(1);
    await subject.files.clean(new Date(Date.now() + 60_000));
    expect(await subject.count()).toBe(0);
  });

  test('a key that leads elsewhere is refused', async () => {
    for (const bad of [
      '../etc/passwd',
      'user/../../x',
      'user/0123456789abcdef01234567/x',
      '/user/0123456789abcdef01234567',
      'user/x\0',
    ]) {
      await expect(subject.files.open(bad)).rejects.toThrow('not a file');
      await expect(subject.files.remove(bad)).rejects.toThrow('not a file');
    }
  });

  test('says how much room there is', async () => {
    expect(await subject.files.freeBytes()).toBeGreaterThan(0);
  });
}
