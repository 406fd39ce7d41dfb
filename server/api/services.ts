import type { Usage } from '#shared/usage.ts';
import type { PersonalTokens } from '#server/accounts/personal-tokens.ts';
import type { Chat } from '#server/chat/chat.ts';
import type { Library } from '#server/library/library.ts';
import type { Retrieval } from '#server/retrieval/retrieval.ts';
import type { UserEvents } from '#server/streams/user-events.ts';

/** What procedures call; made once in app.ts. */
export interface Services {
  chat: Chat;
  library: Library;
  retrieval: Pick<Retrieval, 'searchPages'>;
  tokens: PersonalTokens;
  events: UserEvents;
  usage(userId: string): Promise<Usage>;
}
