import { setTimeout as delay } from 'node:timers/promises';
import { appError } from '#shared/failure.ts';
import type { TerminalEvent } from '#shared/run-event.ts';
import { settle } from '#server/quota/settle.ts';
import { readUsage } from '#server/quota/usage.ts';
import { publishSession } from './change-session.ts';
import type { ChatDeps } from './deps.ts';
import { endRun, type EndedTurn } from './end-run.ts';
import { reportRun } from './report-run.ts';
import type { AcceptedRun } from './run.ts';
import type { Ending } from './run-state.ts';
import { terminalEvent, viewOne } from './turn-view.ts';

const retryMs = { first: 100, most: 5_000 };

/**
 * Stores how a run ended, settles it and writes its terminal event. While the database is away it tries again: every
 * step may be repeated.
 */
export async function finishRun(
  deps: ChatDeps,
  run: AcceptedRun,
  ending: Ending,
  tokens: { input: number; output: number },
  firstTokenAt: Date | null,
): Promise<void> {
  const event = await untilStored(deps, run, () => store(deps, run, ending, tokens));
  deps.runLog.end(run.active, event);
  deps.runs.leave(run.active);
  run.active.finish(event.type);
  reportRun(deps, run, event, tokens, firstTokenAt);
  await announce(deps, run, event).catch((error: unknown) =>
    deps.log.warn({ err: error }, 'an ended run was not announced'),
  );
}

async function store(
  deps: ChatDeps,
  run: AcceptedRun,
  ending: Ending,
  tokens: { input: number; output: number },
): Promise<TerminalEvent> {
  const { active, turn } = run;
  const attempt = turn.running?.attempt ?? 1;
  const owner = { userId: active.userId, turnId: turn.turnId, runId: active.runId, attempt };
  const stored = await endRun(deps.db, owner, ending, tokens, deps.clock());
  return stored === null ? endWithoutTurn(deps, run) : eventOf(deps, stored);
}

/** The turn was removed under its run: nothing is stored or counted, and watchers get their end. */
async function endWithoutTurn(deps: ChatDeps, { active, turn, month }: AcceptedRun): Promise<TerminalEvent> {
  await settle(deps.db, { userId: active.userId, runId: active.runId, month }, false);
  const error = appError('INTERRUPTED', 'The question was removed before its answer was done.');
  return { type: 'failed', turn: { ...(await viewOne(deps, turn)), status: 'failed', runId: null, error }, error };
}

const eventOf = async (deps: ChatDeps, { turn, ended }: EndedTurn): Promise<TerminalEvent> =>
  terminalEvent(await viewOne(deps, turn), ended);

async function untilStored<T>(deps: ChatDeps, run: AcceptedRun, step: () => Promise<T>): Promise<T> {
  for (let wait = retryMs.first; ; wait = Math.min(wait * 2, retryMs.most)) {
    try {
      return await step();
    } catch (error) {
      deps.log.error({ runId: run.active.runId, err: error }, 'the end of a run could not be stored; trying again');
      await delay(wait, undefined, { ref: false });
    }
  }
}

async function announce(deps: ChatDeps, { active, turn }: AcceptedRun, event: TerminalEvent): Promise<void> {
  await deps.events.publish(active.userId, { type: 'turn.ended', turn: event.turn });
  await publishSession(deps, active.userId, turn.sessionId);
  const usage = await readUsage(deps.db, deps.free, active.userId, deps.clock());
  await deps.events.publish(active.userId, { type: 'usage.changed', usage });
}
