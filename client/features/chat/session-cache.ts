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

/** The server's order. */
export const byAge = (a: Turn, b: Turn): number =>
  a.createdAt === b.createdAt ? (a.turnId < b.turnId ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1;

/** Puts a turn in its place: that of the same turn, or by age. */
export function withTurn(turns: readonly Turn[], turn: Turn): Turn[] {
  const at = turns.findIndex((known) => known.turnId === turn.turnId);
  if (at === -1) return [...turns, turn].toSorted(byAge);
  return turns.map((known, index) => (index === at ? turn : known));
}

/** A version that was chosen here and is on its way to the server. */
interface Choice {
  current: number;
  /** the turn as it was told of meanwhile with another version shown: by now, or from before the choice arrived */
  told: Turn | null;
}

/** Writes to the cache of opened sessions. */
export class SessionCache {
  readonly #api: Api;
  readonly #queries: QueryClient;
  /** by turn */
  readonly #chosen = new Map<string, Choice>();

  constructor(api: Api, queries: QueryClient) {
    this.#api = api;
    this.#queries = queries;
  }

  read(sessionId: string): OpenSession | undefined {
    return this.#queries.getQueryData(this.#key(sessionId));
  }

  /** Whether an answer is being written in a session that this page has opened. */
  isAnyRunning(): boolean {
    const opened = this.#queries.getQueriesData<OpenSession>({ queryKey: this.#api.sessions.get.pathKey() });
    return opened.some(([, known]) => known?.turns.some(({ runId }) => runId !== null) === true);
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
    // one that was gone is there again
    if (this.#queries.getQueryState(this.#key(session.sessionId))?.status === 'error')
      void this.refetch(session.sessionId);
  }

  putTurn(turn: Turn): void {
    this.#change(turn.sessionId, (known) => ({
      ...known,
      turns: withTurn(known.turns, this.#withChoice(known, turn)),
    }));
  }

  /** Brings a turn up to date; one that was removed stays away. */
  putTurnIfKnown(turn: Turn): void {
    if (this.#find(turn.sessionId, turn.turnId)) this.putTurn(turn);
  }

  /** Shows a version before the server has it. Returns how to take that back. */
  choose(sessionId: string, turnId: string, current: number): () => void {
    const before = this.#find(sessionId, turnId);
    const choice: Choice = { current, told: null };
    this.#chosen.set(turnId, choice);
    if (before) this.putTurn({ ...before, current, error: null });
    return () => {
      const now = this.#find(sessionId, turnId);
      if (!before || now?.current !== current) return;
      this.#chosen.delete(turnId);
      const { current: shown, error } = choice.told ?? before;
      this.putTurn({ ...now, current: shown, error });
    };
  }

  /** The server has a choice, or has refused it. Where another was told of meanwhile, which of them is later is asked. */
  settle(turnId: string, current: number): void {
    const choice = this.#chosen.get(turnId);
    if (choice?.current !== current) return;
    this.#chosen.delete(turnId);
    if (choice.told !== null) void this.refetch(choice.told.sessionId);
  }

  /** A run of a turn was accepted. What was told of the turn since it was asked for may be its end: the server is asked. */
  putStarted(asked: Turn, runId: string): void {
    if (this.#find(asked.sessionId, asked.turnId) === asked)
      this.putTurn({ ...asked, status: 'running', runId, error: null });
    else void this.refetch(asked.sessionId);
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
      const older = turns.filter((turn) => !ids.has(turn.turnId));
      return { ...known, turns: [...older, ...known.turns].toSorted(byAge), nextCursor };
    });
  }

  removeTurn(sessionId: string, turnId: string): void {
    this.#change(sessionId, (known) => ({ ...known, turns: known.turns.filter((turn) => turn.turnId !== turnId) }));
  }

  removeSession(sessionId: string): void {
    // a page that shows it looks once more, and finds that it is gone
    void this.#queries.resetQueries({ queryKey: this.#key(sessionId) });
  }

  /** Resolves when what is shown of it is fresh. */
  refetch(sessionId: string): Promise<void> {
    return this.#queries.invalidateQueries({ queryKey: this.#key(sessionId) });
  }

  #find(sessionId: string, turnId: string): Turn | undefined {
    return this.read(sessionId)?.turns.find((turn) => turn.turnId === turnId);
  }

  /** What was said of a turn before a choice arrived does not undo it; a version that was written since does. */
  #withChoice(known: OpenSession, turn: Turn): Turn {
    const chosen = this.#chosen.get(turn.turnId);
    const before = known.turns.find(({ turnId }) => turnId === turn.turnId);
    if (chosen === undefined || before?.answers.length !== turn.answers.length) return turn;
    if (turn.current !== chosen.current) chosen.told = turn;
    return { ...turn, current: chosen.current };
  }

  #key(sessionId: string) {
    return this.#api.sessions.get.queryKey({ sessionId });
  }

  /** News overtakes a reply that is on its way: that reply may be older, so it is asked for again. */
  #change(sessionId: string, change: (known: OpenSession) => OpenSession): void {
    const queryKey = this.#key(sessionId);
    this.#queries.setQueryData(queryKey, (known) => (known === undefined ? undefined : change(known)));
    if (this.#queries.isFetching({ queryKey }) > 0) void this.refetch(sessionId);
  }
}
