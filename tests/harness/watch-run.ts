import type { RunEvent, TerminalEvent } from '#shared/run-event.ts';
import type { Client } from './connect.ts';

export interface Seen {
  id: string;
  event: RunEvent;
}

export interface RunWatch {
  /** what has come so far */
  readonly seen: readonly Seen[];
  /** the text so far, put together by offset */
  readonly text: string;
  /** Resolves at the first event, past or to come, that passes. */
  until(passes: (event: RunEvent) => boolean): Promise<RunEvent>;
  /** Resolves with the terminal event once the subscription has completed; rejects with its error. */
  readonly end: Promise<TerminalEvent>;
  /** Leaves. */
  stop(): void;
}

/** Watches a run as a client does, resuming by itself when the connection drops. */
export function watchRun(client: Client, runId: string, lastEventId?: string): RunWatch {
  const seen: Seen[] = [];
  const waiting = new Set<() => void>();
  const end = Promise.withResolvers<TerminalEvent>();
  end.promise.catch(() => undefined);
  const subscription = client.turns.watch.subscribe(
    { runId, ...(lastEventId === undefined ? {} : { lastEventId }) },
    {
      onData: ({ id, data }) => {
        seen.push({ id, event: data });
        for (const wake of waiting) wake();
      },
      onError: end.reject,
      onComplete: () => {
        const last = seen.at(-1)?.event;
        if (last !== undefined && isTerminal(last)) end.resolve(last);
        else end.reject(new Error(`the watch of run ${runId} completed after ${last?.type ?? 'nothing'}`));
      },
    },
  );
  return {
    seen,
    get text() {
      return textOf(seen);
    },
    until: (passes) =>
      new Promise((resolve) => {
        const look = () => {
          const found = seen.find(({ event }) => passes(event));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found.event);
        };
        waiting.add(look);
        look();
      }),
    end: end.promise,
    stop: () => subscription.unsubscribe(),
  };
}

const isTerminal = (event: RunEvent): event is TerminalEvent =>
  event.type === 'completed' || event.type === 'stopped' || event.type === 'failed';

/** The text of token events; throws where one begins elsewhere than the last ended. */
export function textOf(seen: readonly Seen[]): string {
  let text = '';
  for (const { event } of seen) {
    if (event.type !== 'token') continue;
    if (event.offset !== text.length) throw new Error(`a token at ${event.offset}, after ${text.length} characters`);
    text += event.text;
  }
  return text;
}
