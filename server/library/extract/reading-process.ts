import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { documentKindSchema } from '#shared/document.ts';
import { Unreadable } from './page-source.ts';
import type { ReadingMessage } from './read-document.ts';
import { type ReadBatch, readPages } from './read-pages.ts';

/**
 * Runs in a process of its own: reads the file that its argument names and hands its pages over, a batch for each
 * message that asks for one, with the next batch read ahead.
 */
const requestSchema = z.object({
  path: z.string(),
  kind: documentKindSchema,
  from: z.number(),
  heading: z.string().nullable(),
});

// a thread beside this one, since what is to be watched may never come back to its event loop
new Worker(new URL('./reading-watchdog.ts', import.meta.url)).unref();

const batches = readPages(requestSchema.parse(JSON.parse(process.argv[2] ?? '')));

const readMore = async (): Promise<ReadingMessage> => {
  try {
    const next: IteratorResult<ReadBatch, unknown> = await batches.next();
    return next.done === true ? { type: 'done' } : { type: 'batch', batch: next.value };
  } catch (error) {
    if (error instanceof Unreadable) return { type: 'unreadable', reason: error.message };
    return { type: 'broken', cause: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

let ahead = readMore();
const handOver = async (): Promise<void> => {
  const ready = ahead;
  ahead = ready.then(readMore);
  process.send?.(await ready);
};
process.on('message', () => void handOver());
process.on('disconnect', () => process.exit());
