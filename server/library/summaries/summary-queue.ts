import { createWorkLoop, type Subject, type WorkLoop } from '../work/work-loop.ts';
import { runJob, type SummaryDeps } from './run-job.ts';
import { addSummaryWork, summaryWork } from './summary-work.ts';
import type { Writer } from './writer.ts';

/** Makes the summaries of documents that are ready, one after the other, this server's share of them. */
export interface SummaryQueue extends Pick<WorkLoop, 'wake' | 'cancel' | 'stop'> {
  /** Notes that a document's summary is to be made once it is ready. */
  add(document: Subject): Promise<void>;
  /** @param alone true where no other process works on this database */
  start(alone: boolean): Promise<void>;
}

/** @param writerFor the way to a model, until `signal` is aborted; null: summaries are made of the documents' own words */
export function createSummaryQueue(
  deps: () => SummaryDeps,
  writerFor: (signal: AbortSignal) => Writer<never> | null,
): SummaryQueue {
  const loop = createWorkLoop({
    atOnce: 1,
    take: (owner, busy) => summaryWork(deps()).take(owner, busy),
    subjectOf: ({ row }) => row,
    run: (lease, signal) => runJob(deps(), lease, writerFor, signal),
    failed: (error, subject) => deps().log.warn({ err: error, ...subject }, 'summaries could not be worked on'),
  });
  return {
    ...loop,
    add: (document) => addSummaryWork(deps(), document),
    start: async (alone) => {
      if (alone) await summaryWork(deps()).freeAll();
      loop.start();
    },
  };
}
