import type { LibraryContext } from './context.ts';
import { readingsAtOnce } from './extract/reading-budget.ts';
import { ingest } from './ingest.ts';
import { readingWork } from './reading-work.ts';
import { createWorkLoop, type WorkLoop } from './work/work-loop.ts';

/** Reads documents that wait. */
export type IngestQueue = WorkLoop;

export const createIngestQueue = (context: () => LibraryContext): IngestQueue =>
  createWorkLoop({
    atOnce: readingsAtOnce(),
    take: (owner, busy) => readingWork(context()).take(owner, busy),
    subjectOf: ({ row }) => row,
    run: (lease, signal) => ingest(context(), lease, signal),
    failed: (error, subject) => {
      if (subject === null) context().log.warn({ err: error }, 'waiting documents could not be looked up');
      else context().log.error({ err: error, documentId: subject.documentId }, 'reading a document failed');
    },
  });
