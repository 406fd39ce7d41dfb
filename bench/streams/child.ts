import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const replySchema = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() });

/** A process of the measurement, which answers calls over its IPC channel. */
export interface Child {
  /** @throws Error with what went wrong there, or that it has exited */
  call<T>(name: string, schema: z.ZodType<T>, input?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/**
 * Starts a file of this folder as a process of its own and waits until it answers.
 *
 * @param flags for Node itself
 */
export async function startChild(file: string, env: Record<string, string> = {}, flags: string[] = []): Promise<Child> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name === 'PATH' || name === 'HOME'),
  );
  const child = fork(join(import.meta.dirname, file), {
    env: { ...inherited, ...env },
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning', ...flags],
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  child.on('message', (message) => {
    const { id, value, error } = replySchema.parse(message);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(value);
    else call?.reject(new Error(`${file}: ${error}`));
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} has exited with ${code}`));
    waiting.clear();
  });
  const call = async <T>(name: string, schema: z.ZodType<T>, input?: unknown): Promise<T> => {
    calls += 1;
    const id = calls;
    const reply = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    child.send({ id, name, input: input ?? null });
    return schema.parse(await reply);
  };
  const ready = Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error))]);
  await ready;
  await call('ready', z.unknown());
  return {
    call,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exited;
      clearTimeout(hard);
    },
  };
}
