import { Failure, notFound } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import type { AskReply } from '#shared/turn.ts';
import { acceptRun } from './accept-run.ts';
import { admit } from './admit.ts';
import type { ChatDeps } from './deps.ts';
import { loadHistory } from './load-history.ts';
import { requestFor } from './request.ts';
import { findTurn, findTurnThatUsed, startRun, type TurnRow } from './turn-store.ts';

/**
 * Runs a turn's question again, with the scope it was asked with and only the turns before it as history. Idempotent
 * by the run id that the client makes; while a run goes on, a retry is that run.
 *
 * @throws Failure NOT_FOUND, CONFLICT (the id is another turn's run), BAD_REQUEST (50 versions), TOO_MANY_REQUESTS,
 *         QUOTA_EXCEEDED
 */
export async function retry(deps: ChatDeps, userId: string, turnId: string, runId: string): Promise<AskReply> {
  for (;;) {
    await deps.runs.find(userId, runId)?.accepted;
    const turn = await findTurn(deps.db, userId, turnId);
    if (turn === null) throw notFound('question');
    if (turn.runIds.includes(runId)) return reply(turn, runId);
    const other = await findTurnThatUsed(deps.db, userId, runId);
    // stored on another server between the two looks
    if (other?.turnId === turnId) continue;
    if (other !== null) throw new Failure('CONFLICT', 'Another question has a run of this id. Retry with a new one.');
    if (turn.running !== null) return reply(turn, turn.running.runId);
    if (turn.answers.length >= limits.versionsPerTurn)
      throw new Failure(
        'BAD_REQUEST',
        `An answer has at most ${limits.versionsPerTurn} versions. Ask the question anew.`,
      );
    const started = await start(deps, turn, runId);
    if (started !== null) return reply(started, runId);
  }
}

/** @returns null where it is to be looked at anew */
async function start(deps: ChatDeps, turn: TurnRow, runId: string): Promise<TurnRow | null> {
  const { userId, turnId, sessionId, createdAt } = turn;
  try {
    const active = await admit(deps, userId, runId);
    if (active === null) return null;
    return await acceptRun(deps, active, {
      prepare: async () => requestFor(deps, userId, turn, await loadHistory(deps.db, userId, sessionId, createdAt)),
      store: (start) => startRun(deps.db, turn, runId, start),
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // a run of this turn may have been accepted elsewhere meanwhile: no limit refuses it then
    const now = await findTurn(deps.db, userId, turnId);
    if (now?.runIds.includes(runId) !== true && now?.running == null) throw error;
    return null;
  }
}

const reply = (turn: TurnRow, runId: string): AskReply => ({ sessionId: turn.sessionId, turnId: turn.turnId, runId });
