/**
 * The server, which kills itself (SIGKILL) right after the first write that FAULT names: a row of `faults`. The write has
 * been acknowledged then, and nothing that follows it has begun.
 */
import { Collection } from 'mongodb';
import { EmbeddedCollection } from '#server/database/embedded/collection.ts';
import { faults, isFault } from './faults.ts';

const name = process.env['FAULT'] ?? '';
if (!isFault(name)) throw new Error(`FAULT: should be one of ${Object.keys(faults).join(', ')}`);
const { collection, method, holds } = faults[name];

for (const prototype of [Collection.prototype, EmbeddedCollection.prototype]) {
  const original: unknown = Reflect.get(prototype, method);
  if (typeof original !== 'function') throw new Error(`there is no ${method}`);
  const patched = async function (this: { collectionName: string }, ...args: unknown[]): Promise<unknown> {
    const result: unknown = await Reflect.apply(original, this, args);
    const text = JSON.stringify(args);
    if (this.collectionName !== collection || result === null || !holds.every((part) => text.includes(part)))
      return result;
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  };
  Reflect.set(prototype, method, patched);
}

await import('#server/main.ts');
