import type { QueryClient } from '@tanstack/react-query';
import type { Session } from '#shared/session.ts';
import type { Turn } from '#shared/turn.ts';
import type { Api } from '../../lib/api.ts';

/** What is known of sessions on this page: the newest turns of each that was opened, oldest first. */
export interface OpenSession {
  session: Session;
  turns: Turn[];
  nextCursor: string | null;
}

const byAge = (a: Turn, b: Turn): number => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0);

/** Puts a turn in its place: that of the same turn, or by age. */
export function withTurn(turns: readonly Turn[], turn: Turn): Turn[] {
  const at = turns.findIndex((known) => known.turnId === turn.turnId);
  if (at === -1) return [...turns, turn].toSorted(byAge);
  return turns.map((known, index) => (index === at ? turn : known));
}

/** Writes to the cache of opened sessions. */
export class SessionCache {
  readonly #api: Api;
  readonly #queries: QueryClient;

  constructor(api: Api, queries: QueryClient) {
    this.#api = api;
    this.#queries = queries;
  }

  read(sessionId: string): OpenSession | undefined {
    return this.#queries.getQueryData(this.#key(sessionId));
  }

  /** Makes a session known before the server has it, so that its page can be shown. */
  seed(session: Session): void {
    this.#queries.setQueryData(
      this.#key(session.sessionId),
      (known) => known ?? { session, turns: [], nextCursor: null },
    );
  }

  putSession(session: Session): void {
    this.#change(session.sessionId, (known) => ({ ...known, session }));
  }

  putTurn(turn: Turn): void {
    this.#change(turn.sessionId, (known) => ({ ...known, turns: withTurn(known.turns, turn) }));
  }

  putTurnIfNew(turn: Turn): void {
    this.#change(turn.sessionId, (known) =>
      known.turns.some(({ turnId }) => turnId === turn.turnId)
        ? known
        : { ...known, turns: withTurn(known.turns, turn) },
    );
  }

  prepend(sessionId: string, turns: readonly Turn[], nextCursor: string | null): void {
    this.#change(sessionId, (known) => {
      const ids = new Set(known.turns.map((turn) => turn.turnId));
      return { ...known, turns: [...turns.filter((turn) => !ids.has(turn.turnId)), ...known.turns], nextCursor };
    });
  }

  removeTurn(sessionId: string, turnId: string): void {
    this.#change(sessionId, (known) => ({ ...known, turns: known.turns.filter((turn) => turn.turnId !== turnId) }));
  }

  removeSession(sessionId: string): void {
    this.#queries.removeQueries({ queryKey: this.#key(sessionId) });
  }

  refetch(sessionId: string): void {
    void this.#queries.invalidateQueries({ queryKey: this.#key(sessionId) });
  }

  #key(sessionId: string) {
    return this.#api.sessions.get.queryKey({ sessionId });
  }

  /** News overtakes a reply that is on its way: that reply may be older, so it is asked for again. */
  #change(sessionId: string, change: (known: OpenSession) => OpenSession): void {
    const queryKey = this.#key(sessionId);
    this.#queries.setQueryData(queryKey, (known) => (known === undefined ? undefined : change(known)));
    if (this.#queries.isFetching({ queryKey }) > 0) this.refetch(sessionId);
  }
}
