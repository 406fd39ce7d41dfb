import { randomUUID } from 'node:crypto';
import type { LibraryContext } from './context.ts';
import { ingest } from './ingest.ts';
import { type Lease, takeLease } from './lease.ts';

const atOnce = 2;
const lookAgainMs = 5_000;

/** Reads documents that wait, this server's share of them. */
export interface IngestQueue {
  start(): void;
  /** Says that a document waits. */
  wake(): void;
  /** Stops the work on a document that was deleted. */
  cancel(userId: string, documentId: string): void;
  /** Stops all work; other servers, or this one restarted, go on where it stopped. */
  stop(): Promise<void>;
}

export function createIngestQueue(context: () => LibraryContext): IngestQueue {
  const owner = randomUUID();
  const active = new Map<string, { userId: string; stop: AbortController; done: Promise<void> }>();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  const isStarted = (): boolean => timer !== null;

  const begin = (lease: Lease): void => {
    const { userId, documentId } = lease.row;
    const stop = new AbortController();
    const done = ingest(context(), lease, stop.signal)
      .catch((error: unknown) => context().log.error({ err: error, documentId }, 'reading a document failed'))
      .then(() => {
        active.delete(`${userId}/${documentId}`);
        wake();
      });
    active.set(`${userId}/${documentId}`, { userId, stop, done });
  };

  const look = async (): Promise<void> => {
    do {
      lookAgain = false;
      while (isStarted() && active.size < atOnce) {
        const lease = await takeLease(
          context(),
          `${owner}:${randomUUID()}`,
          Array.from(active.values(), ({ userId }) => userId),
        );
        if (lease === null) break;
        begin(lease);
      }
    } while (lookAgain && isStarted());
  };

  const wake = (): void => {
    lookAgain = true;
    if (timer === null || looking !== null) return;
    looking = look()
      .catch((error: unknown) => context().log.warn({ err: error }, 'waiting documents could not be looked up'))
      .finally(() => {
        looking = null;
      });
  };

  return {
    start: () => {
      timer ??= setInterval(wake, lookAgainMs).unref();
      wake();
    },
    wake,
    cancel: (userId, documentId) => active.get(`${userId}/${documentId}`)?.stop.abort(),
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await looking;
      for (const { stop } of active.values()) stop.abort();
      await Promise.all(Array.from(active.values(), ({ done }) => done));
    },
  };
}
