import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { addressSchema } from './probe.ts';
import { seedUsers } from './users.ts';

/** The two generators of load, and where the users' data is. */
export interface Bench extends AsyncDisposable {
  model: Child;
  modelUrl: string;
  load: Child;
  /** a data directory with the users in it, copied for each start of the application */
  seeded: string;
  /** flags of Node for the application's process */
  flags: string[];
}

/** Starts the model server and the load client, each in a process of its own, and writes the users. */
export async function openBench(users: number, flags: string[]): Promise<Bench> {
  const seeded = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  await seedUsers({ DATA_DIR: seeded }, users);
  const model = await startChild('model.ts');
  const load = await startChild('load.ts');
  const { url } = await model.call('address', addressSchema);
  return {
    model,
    modelUrl: url,
    load,
    seeded,
    flags,
    [Symbol.asyncDispose]: async () => {
      await load.stop();
      await model.stop();
      await rm(seeded, { recursive: true, force: true });
    },
  };
}
