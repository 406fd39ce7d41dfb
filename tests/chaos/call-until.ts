import { setTimeout as sleep } from 'node:timers/promises';
import { TRPCClientError } from '@trpc/client';
import { appErrorSchema } from '#shared/errors.ts';

/** The code that a call was refused with; `no reply` where the connection was lost before one came. */
export function codeOf(error: unknown): string {
  if (!(error instanceof TRPCClientError)) throw error;
  const data: unknown = error.data;
  const app = typeof data === 'object' && data !== null && 'app' in data ? data.app : undefined;
  const parsed = appErrorSchema.safeParse(app);
  return parsed.success ? parsed.data.code : 'no reply';
}

export type Outcome<T> = { reply: T } | { refused: string };

/**
 * Calls until there is an answer: what may have been lost on the way is sent again, with the same ids.
 *
 * @param signal ends it; the outcome is `refused: 'given up'` then
 */
export async function callUntil<T>(
  call: () => Promise<T>,
  isPassing: (code: string) => boolean,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  while (!signal.aborted) {
    try {
      return { reply: await Promise.race([call(), abortion(signal)]) };
    } catch (error) {
      if (signal.aborted) break;
      const code = codeOf(error);
      if (!isPassing(code)) return { refused: code };
      await sleep(150, undefined, { signal }).catch(() => undefined);
    }
  }
  return { refused: 'given up' };
}

const abortion = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up')), { once: true }));
