import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { documentKindSchema } from '#shared/document.ts';
import { Unreadable } from './page-source.ts';
import type { ReadingMessage } from './read-document.ts';
import { type ReadBatch, readPages } from './read-pages.ts';

/**
 * Runs in a process of its own: reads the files that its server names, one after another, and hands their pages over, a
 * batch for each message that asks for one, with the next batch read ahead.
 */
const requestSchema = z.object({
  path: z.string(),
  kind: documentKindSchema,
  from: z.number(),
  heading: z.string().nullable(),
});

// a thread beside this one, since what is to be watched may never come back to its event loop
new Worker(new URL('./reading-watchdog.ts', import.meta.url)).unref();

async function readMore(batches: AsyncGenerator<ReadBatch, void>): Promise<ReadingMessage> {
  try {
    const next = await batches.next();
    return next.done === true
      ? { type: 'done', memoryBytes: process.memoryUsage.rss() }
      : { type: 'batch', batch: next.value };
  } catch (error) {
    if (error instanceof Unreadable) return { type: 'unreadable', reason: error.message };
    return { type: 'broken', cause: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

let batches: AsyncGenerator<ReadBatch, void>;
let ahead: Promise<ReadingMessage>;
async function handOver(): Promise<void> {
  const ready = ahead;
  const from = batches;
  ahead = ready.then((message) => (message.type === 'batch' ? readMore(from) : message));
  process.send?.(await ready);
}
process.on('message', (message) => {
  if (message !== 'next') {
    batches = readPages(requestSchema.parse(message));
    ahead = readMore(batches);
  }
  void handOver();
});
process.on('disconnect', () => process.exit());
