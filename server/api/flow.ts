import { tracked } from '@trpc/server';
import { Failure } from '#shared/failure.ts';
import { toTrpcError } from './errors.ts';
import type { Line } from './line.ts';

/**
 * A subscription's events, each tracked by its id, pulled no faster than the other side takes them: what comes meanwhile
 * waits where it can be merged. Ends with UNAUTHORIZED once whoever opened the line may no longer use it; leaves nothing
 * behind, however it ends.
 *
 * @param stopped aborted when the client leaves
 * @param open    opens the source, which must return when its signal is aborted
 */
export async function* flow<E>(
  line: Line,
  stopped: AbortSignal | undefined,
  open: (signal: AbortSignal) => AsyncGenerator<{ id: string; event: E }>,
) {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  const ends = [stopped, line.revoked].filter((signal) => signal !== undefined);
  for (const end of ends) {
    end.addEventListener('abort', leave);
    if (end.aborted) leave();
  }
  const { signal } = leaving;
  const entries = open(signal);
  try {
    while (!signal.aborted) {
      await line.writable(signal);
      const step = await entries.next();
      if (step.done === true) break;
      // others may have filled the line while this one waited for its source
      await line.writable(signal);
      if (!signal.aborted) yield tracked(step.value.id, step.value.event);
    }
    if (line.revoked.aborted) throw signedOut();
  } catch (error) {
    throw toTrpcError(error);
  } finally {
    leave();
    for (const end of ends) end.removeEventListener('abort', leave);
    await entries.return(undefined);
  }
}

export const signedOut = (): Failure => new Failure('UNAUTHORIZED', 'Sign in first.');
