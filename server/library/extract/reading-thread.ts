import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { documentKindSchema } from '#shared/document.ts';
import { Unreadable } from './page-source.ts';
import { readPages } from './read-pages.ts';
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
  const next = async (): Promise<ReadingMessage> => {
    try {
      const { done, value } = await batches.next();
      return done === true ? { type: 'done' } : { type: 'batch', batch: value };
    } catch (error) {
      return error instanceof Unreadable
        ? { type: 'unreadable', reason: error.message }
        : { type: 'broken', cause: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  let ahead = next();
  port.on('message', () => {
    const ready = ahead;
    ahead = ready.then(next);
    void ready.then((message) => port.postMessage(message));
  });
}
