import type { Library } from '#server/library/library.ts';
import type { UserEvents } from '#server/streams/user-events.ts';

/** What procedures call; made once in app.ts. */
export interface Services {
  library: Library;
  events: UserEvents;
}
