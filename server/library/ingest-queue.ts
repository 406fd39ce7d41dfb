import type { LibraryContext } from './context.ts';
import { ingest } from './ingest.ts';
import { takeLease } from './lease.ts';
import { createWorkLoop, type WorkLoop } from './work-loop.ts';

/** Reads documents that wait. */
export type IngestQueue = WorkLoop;

export const createIngestQueue = (context: () => LibraryContext): IngestQueue =>
  createWorkLoop({
    atOnce: 2,
    take: (owner, busy) => takeLease(context(), owner, busy),
    subjectOf: ({ row }) => row,
    run: (lease, signal) => ingest(context(), lease, signal),
    failed: (error, subject) => {
      if (subject === null) context().log.warn({ err: error }, 'waiting documents could not be looked up');
      else context().log.error({ err: error, documentId: subject.documentId }, 'reading a document failed');
    },
  });
