import type { AppError } from '#shared/errors.ts';
import type { AskReply, Turn } from '#shared/turn.ts';
import { appErrorOf, isVerdict } from '../../lib/app-error.ts';
import type { KeptAsks } from './kept-asks.ts';
import type { PendingAsk } from './pending-ask.ts';
import type { SessionCache } from './session-cache.ts';

export interface AskCall {
  turnId: string;
  text: string;
  sessionId: string;
  classId?: string;
  documentId?: string;
  documentIds?: string[];
}

/** What of the server is needed, and the way to it. */
export interface AskLine {
  ask: (call: AskCall, signal: AbortSignal) => Promise<AskReply>;
  remove: (turnId: string) => Promise<unknown>;
  restore: (turnId: string) => Promise<Turn>;
  isOpen: () => boolean;
  onChange: (listener: () => void) => () => void;
  /** does work that no other tab does at the same time */
  alone: (name: string, work: () => Promise<void>) => Promise<void>;
}

/** Brings one question to the server, or takes one back there. */
export class AskDelivery {
  readonly #line: AskLine;
  readonly #kept: KeptAsks;
  readonly #cache: SessionCache;

  constructor(line: AskLine, kept: KeptAsks, cache: SessionCache) {
    this.#line = line;
    this.#kept = kept;
    this.#cache = cache;
  }

  /** Sends a question; what it replaces goes first, and stands again where it is refused. @returns whether the server has spoken */
  async send(ask: PendingAsk, signal: AbortSignal): Promise<boolean> {
    const { turnId, text, sessionId, documentIds, isNew, replaces } = ask;
    const sent = { ...ask, sent: true };
    this.#kept.put(sent);
    try {
      if (replaces !== null) await this.#line.remove(replaces).catch(unlessVerdict);
      if (signal.aborted) return false;
      const scope = documentIds.length > 0 ? { documentIds: [...documentIds] } : {};
      const call = { turnId, text, sessionId, ...(isNew ? named(ask) : {}), ...scope };
      const reply = await this.#line.ask(call, signal);
      this.#cache.putTurnIfNew(runningTurn(ask, reply.runId));
      if (this.#kept.read(turnId)?.withdrawn !== true) this.#kept.drop(turnId);
      return true;
    } catch (error) {
      const verdict = verdictOf(error);
      if (signal.aborted || verdict === null) return false;
      this.#kept.put({ ...sent, error: verdict });
      if (replaces !== null) await this.#bringBack(replaces);
      return true;
    }
  }

  /** Tells the server that a question which may have reached it was taken back. @returns whether it knows */
  async withdraw({ turnId, replaces }: PendingAsk): Promise<boolean> {
    try {
      await this.#line.remove(turnId).catch(unlessVerdict);
    } catch {
      return false;
    }
    if (replaces !== null) await this.#bringBack(replaces);
    this.#kept.drop(turnId);
    return true;
  }

  /** What was to be replaced stands again, if it is not too late. */
  async #bringBack(turnId: string): Promise<void> {
    await this.#line.restore(turnId).then(
      (turn) => this.#cache.putTurn(turn),
      () => {},
    );
  }
}

/** The server's no. Somebody who is signed out gets none: the question waits until they are back. */
function verdictOf(error: unknown): AppError | null {
  const verdict = isVerdict(error) ? appErrorOf(error) : null;
  return verdict?.code === 'UNAUTHORIZED' ? null : verdict;
}

function unlessVerdict(error: unknown): void {
  if (!isVerdict(error)) throw error;
}

/** What the first question of a session binds it to. */
function named({ classId, documentId }: PendingAsk): Partial<AskCall> {
  if (documentId !== null) return { documentId };
  return classId === null ? {} : { classId };
}

const runningTurn = (ask: PendingAsk, runId: string): Turn => ({
  turnId: ask.turnId,
  sessionId: ask.sessionId,
  question: ask.text,
  documentIds: ask.documentIds.length > 0 ? [...ask.documentIds] : null,
  status: 'running',
  runId,
  answers: [],
  current: 0,
  error: null,
  createdAt: new Date().toISOString(),
});
