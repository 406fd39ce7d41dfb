import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { documentKindSchema } from '#shared/document.ts';
import { Unreadable } from './page-source.ts';
import { type ReadBatch, readPages } from './read-pages.ts';
import type { ReadingMessage } from './read-document.ts';

/** Runs in a thread of its own: reads a file and hands its pages over, a batch for each message that asks for one. */
const requestSchema = z.object({
  path: z.string(),
  kind: documentKindSchema,
  from: z.number(),
  heading: z.string().nullable(),
});

const port = parentPort;
if (port) {
  const batches = readPages(requestSchema.parse(workerData));
  const readMore = async (): Promise<ReadingMessage> => {
    try {
      const next: IteratorResult<ReadBatch, unknown> = await batches.next();
      return next.done === true ? { type: 'done' } : { type: 'batch', batch: next.value };
    } catch (error) {
      return error instanceof Unreadable
        ? { type: 'unreadable', reason: error.message }
        : { type: 'broken', cause: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  let ahead = readMore();
  const handOver = async (): Promise<void> => {
    const ready = ahead;
    ahead = ready.then(readMore);
    port.postMessage(await ready);
  };
  port.on('message', () => void handOver());
}
