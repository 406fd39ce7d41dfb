import type { RunEvent } from '#shared/run-event.ts';
import { codeOf } from './call-until.ts';
import type { Tab } from './person.ts';

export interface Watcher {
  readonly userId: string;
  readonly runId: string;
  /** where the tab leads */
  readonly server: number;
  /** in order, over all reconnects */
  readonly seen: readonly { id: string; event: RunEvent }[];
  /** watching, left by itself, completed by the server, or refused with a code */
  readonly state: string;
  /** Resolves when it is no longer watching. */
  readonly over: Promise<void>;
  /** Resolves at the first token, or when it is over. */
  readonly firstToken: Promise<void>;
  leave(): void;
}

const againMs = 150;

/** Watches a run as the web app does: a lost connection resumes by itself, a passing error is tried again. */
export function watch(tab: Tab, userId: string, runId: string): Watcher {
  const seen: { id: string; event: RunEvent }[] = [];
  const over = Promise.withResolvers<void>();
  const firstToken = Promise.withResolvers<void>();
  let state = 'watching';
  let unsubscribe = () => {};
  const end = (how: string) => {
    if (state !== 'watching') return;
    state = how;
    firstToken.resolve();
    over.resolve();
  };
  const subscribe = () => {
    const lastEventId = seen.at(-1)?.id;
    const subscription = tab.client.turns.watch.subscribe(
      { runId, ...(lastEventId === undefined ? {} : { lastEventId }) },
      {
        onData: ({ id, data }) => {
          if (state !== 'watching') return;
          seen.push({ id, event: data });
          if (data.type === 'token') firstToken.resolve();
        },
        onError: (error) => {
          const code = codeOf(error);
          if (state !== 'watching') return;
          if (isPassing(code)) setTimeout(() => state === 'watching' && subscribe(), againMs);
          else end(`refused ${code}`);
        },
        onComplete: () => end('completed'),
      },
    );
    unsubscribe = () => subscription.unsubscribe();
  };
  subscribe();
  return {
    userId,
    runId,
    server: tab.server,
    seen,
    get state() {
      return state;
    },
    over: over.promise,
    firstToken: firstToken.promise,
    leave: () => {
      end('left');
      unsubscribe();
    },
  };
}

/** The line, the database or the server was away; asking again is what a client does. */
export const isPassing = (code: string): boolean => ['no reply', 'UNAVAILABLE', 'INTERNAL'].includes(code);
