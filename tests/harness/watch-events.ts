import type { UserEvent } from '#shared/user-event.ts';
import type { Client } from './connect.ts';

export interface EventWatch {
  /** what has come so far */
  readonly seen: readonly UserEvent[];
  /** Resolves at the first event, past or to come, that passes. */
  until(passes: (event: UserEvent) => boolean): Promise<UserEvent>;
  /** Leaves. */
  stop(): void;
}

/** Watches a user's events as another tab does; resolves once it is told of everything from now on. */
export async function watchEvents(client: Client): Promise<EventWatch> {
  const seen: UserEvent[] = [];
  const waiting = new Set<() => void>();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  const subscription = client.events.watch.subscribe(
    {},
    {
      onData: ({ data }) => {
        seen.push(data);
        for (const wake of waiting) wake();
      },
      onError: failed.reject,
    },
  );
  const until = (passes: (event: UserEvent) => boolean): Promise<UserEvent> => {
    const found = new Promise<UserEvent>((resolve) => {
      const look = () => {
        const event = seen.find(passes);
        if (event === undefined) return;
        waiting.delete(look);
        resolve(event);
      };
      waiting.add(look);
      look();
    });
    return Promise.race([found, failed.promise]);
  };
  await until(({ type }) => type === 'reset');
  return { seen, until, stop: () => subscription.unsubscribe() };
}
