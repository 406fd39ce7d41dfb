/**
 * The server, which kills itself (SIGKILL) right after the first write that FAULT names: a row of `faults`, of the first
 * run that it accepts, or of `removalFaults`, once an account is being removed. The write has been acknowledged then, and nothing that follows it has begun.
 */
import { Collection } from 'mongodb';
import { EmbeddedCollection } from '#server/database/embedded/collection.ts';
import { faults, isFault, isRemovalFault, removalFaults } from './faults.ts';

const name = process.env['FAULT'] ?? '';
const removalFault = isRemovalFault(name) ? removalFaults[name] : null;
const fault = isFault(name) ? faults[name] : null;
if (removalFault === null && fault === null)
  throw new Error(`FAULT: should be one of ${Object.keys({ ...faults, ...removalFaults }).join(', ')}`);

/** the run that it accepted, once it has taken a place for it */
let runId: string | null = null;
let isRemoving = false;

function strikes(of: string, by: string, args: unknown[]): boolean {
  isRemoving ||= of === 'removals' && by === 'insertOne';
  if (fault === null) return isRemoving && of === removalFault?.collection && by === removalFault.method;
  const { collection, method, holds } = fault;
  const text = JSON.stringify(args);
  if (of === 'usage') runId ??= /"\$push":\{"reserved":\{"runId":"(\w+)"/.exec(text)?.[1] ?? null;
  const isMine = runId !== null && text.includes(runId);
  return isMine && of === collection && by === method && holds.every((part) => text.includes(part));
}

for (const prototype of [Collection.prototype, EmbeddedCollection.prototype]) {
  for (const by of ['insertOne', 'findOneAndUpdate', 'deleteMany']) {
    const original: unknown = Reflect.get(prototype, by);
    if (typeof original !== 'function') throw new Error(`there is no ${by}`);
    Reflect.set(prototype, by, async function (this: { collectionName: string }, ...args: unknown[]): Promise<unknown> {
      const result: unknown = await Reflect.apply(original, this, args);
      if (result === null || !strikes(this.collectionName, by, args)) return result;
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => {});
    });
  }
}

await import('#server/main.ts');
