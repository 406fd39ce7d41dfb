import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { serverFlags } from '#tests/harness/server-flags.ts';
import type { Bench } from './bench.ts';
import { type Child, startChild } from './child.ts';
import type { Contender } from './contender.ts';
import { addressSchema } from './probe.ts';

/** A contender that runs, with its users' connections open. */
export interface Running extends AsyncDisposable {
  contender: Contender;
  /** null for the direct call, which has no server of its own */
  server: Child | null;
  /** Opens the connections of so many users. */
  open(users: number): Promise<void>;
}

const nothing = z.unknown();

/** Starts a contender in a process of its own; the application on a copy of the users' data. */
export async function startContender(bench: Bench, contender: Contender, users: number): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  const server = contender === 'direct' ? null : await startServer(bench, contender, folder);
  const url = server === null ? bench.modelUrl : (await server.call('address', addressSchema)).url;
  const open = async (count: number) => void (await bench.load.call('open', nothing, { contender, url, users: count }));
  await open(users);
  return {
    contender,
    server,
    open,
    [Symbol.asyncDispose]: async () => {
      await bench.load.call('close', nothing, contender);
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startServer(bench: Bench, contender: Contender, folder: string): Promise<Child> {
  const file = `contenders/${contender}.ts`;
  if (contender !== 'footnote') return startChild(file, { MODEL_URL: bench.modelUrl });
  await cp(bench.seeded, folder, { recursive: true });
  const env = {
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'warn',
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: bench.modelUrl,
    OPENAI_TPM_LIMIT: '1000000000',
    FREE_CHATS_PER_MONTH: '1000000',
  };
  return startChild(file, env, [...serverFlags, ...bench.flags]);
}
