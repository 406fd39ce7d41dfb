import type { LibraryContext } from './context.ts';
import { sweepClass, sweepDocument } from './sweep.ts';

/** How long what was deleted can still be restored. */
export const restorableMs = 10_000;

/** Removes what was deleted, a while later. */
export interface Sweeper {
  documentLater(userId: string, documentId: string): void;
  classLater(userId: string, classId: string): void;
  stop(): Promise<void>;
}

export function createSweeper(context: () => LibraryContext, delayMs = restorableMs): Sweeper {
  const waiting = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let stopped = false;

  const later = (sweep: (context: LibraryContext) => Promise<boolean>): void => {
    if (stopped) return;
    const timer = setTimeout(() => {
      waiting.delete(timer);
      const run = sweep(context())
        .catch((error: unknown) => {
          context().log.warn({ err: error }, 'something deleted could not be swept for now');
          return false;
        })
        .then((done) => {
          running.delete(run);
          if (!done) later(sweep);
        });
      running.add(run);
    }, delayMs).unref();
    waiting.add(timer);
  };

  return {
    documentLater: (userId, documentId) => later((ctx) => sweepDocument(ctx, userId, documentId)),
    classLater: (userId, classId) => later((ctx) => sweepClass(ctx, userId, classId)),
    stop: async () => {
      stopped = true;
      for (const timer of waiting) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
