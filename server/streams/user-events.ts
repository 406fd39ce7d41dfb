import type { UserEvent } from '#shared/user-event.ts';

export interface UserEventEntry {
  /** `<epoch>-<n>`; n grows by one within an epoch */
  id: string;
  event: UserEvent;
}

/** What changes for a user, pushed to all of their tabs. */
export interface UserEvents {
  publish(userId: string, event: UserEvent): Promise<void>;
  /**
   * Everything after `lastEventId`, then what comes, until `signal` is aborted. Without `lastEventId`, or with one that
   * is no longer kept, a `reset` comes first.
   */
  follow(userId: string, lastEventId: string | undefined, signal: AbortSignal): AsyncGenerator<UserEventEntry>;
}
