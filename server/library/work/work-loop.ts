import { randomUUID } from 'node:crypto';

const lookAgainMs = 5_000;

/** Whose document a job is about. */
export interface Subject {
  userId: string;
  documentId: string;
}

interface Work<Job> {
  /** jobs at the same time */
  atOnce: number;
  /**
   * Takes a job that nobody works on; null where there is none.
   *
   * @param owner names the attempt
   * @param busy  users whose documents are being worked on now: others go first
   */
  take(owner: string, busy: readonly string[]): Promise<Job | null>;
  subjectOf(job: Job): Subject;
  /** Works on a job until it is done or `signal` is aborted; what it throws goes to `failed`. */
  run(job: Job, signal: AbortSignal): Promise<void>;
  failed(error: unknown, subject: Subject | null): void;
}

/** Background work on documents, this server's share of it. */
export interface WorkLoop {
  start(): void;
  /** Says that work waits. */
  wake(): void;
  /** Stops the work on a document that was deleted. */
  cancel(userId: string, documentId: string): void;
  /** Stops all work; other servers, or this one restarted, go on where it stopped. */
  stop(): Promise<void>;
}

export function createWorkLoop<Job>(work: Work<Job>): WorkLoop {
  const owner = randomUUID();
  const active = new Map<string, { userId: string; stop: AbortController; done: Promise<void> }>();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  const isStarted = (): boolean => timer !== null;

  const begin = (job: Job): void => {
    const subject = work.subjectOf(job);
    const key = `${subject.userId}/${subject.documentId}`;
    const stop = new AbortController();
    const done = work
      .run(job, stop.signal)
      .catch((error: unknown) => work.failed(error, subject))
      .then(() => {
        active.delete(key);
        wake();
      });
    active.set(key, { userId: subject.userId, stop, done });
  };

  const look = async (): Promise<void> => {
    do {
      lookAgain = false;
      while (isStarted() && active.size < work.atOnce) {
        const busy = Array.from(active.values(), ({ userId }) => userId);
        const job = await work.take(`${owner}:${randomUUID()}`, busy);
        if (job === null) break;
        begin(job);
      }
    } while (lookAgain && isStarted());
  };

  const wake = (): void => {
    lookAgain = true;
    if (timer === null || looking !== null) return;
    looking = look()
      .catch((error: unknown) => work.failed(error, null))
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
