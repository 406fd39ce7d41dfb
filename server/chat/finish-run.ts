import { setTimeout as delay } from 'node:timers/promises';
import { appError } from '#shared/failure.ts';
import type { TerminalEvent } from '#shared/run-event.ts';
import { settle } from '#server/quota/settle.ts';
import { announceEnd } from './announce-end.ts';
import type { ChatDeps } from './deps.ts';
import { endRun } from './end-run.ts';
import { removedEnd } from './removed-turn.ts';
import { reportRun } from './report-run.ts';
import type { AcceptedRun } from './run.ts';
import type { Ending } from './run-state.ts';
import { firstAttempt } from './turn-store.ts';
import { terminalEvent, viewOne } from './turn-view.ts';
import { untilStored } from './until-stored.ts';

type Tokens = { input: number; output: number };

const patienceMs = { answer: 60_000, failure: 5_000 };
const lookAgainMs = 500;

/**
 * Stores how a run ended, settles it and writes its terminal event. While the database is away it tries again: every
 * step may be repeated. Of a run that is no longer this server's nothing is written but the end that its turn tells of.
 */
export async function finishRun(
  deps: ChatDeps,
  run: AcceptedRun,
  ending: Ending,
  tokens: Tokens,
  firstTokenAt: Date | null,
): Promise<void> {
  const event = await storeEnd(deps, run, ending, tokens);
  deps.runLog.end(run.active, event);
  run.active.finish(event.type);
  deps.runs.leave(run.active);
  reportRun(deps, run, event, tokens, firstTokenAt);
  // what was read for the news of its start is older than its end
  await run.announced;
  await announceEnd(deps, run.turn, event);
}

/**
 * An end that the database refuses, although it is there, is stored without the answer; where it refuses that too, the
 * run is let go: its watchers hear that it failed, and recovery ends its turn.
 */
async function storeEnd(deps: ChatDeps, run: AcceptedRun, ending: Ending, tokens: Tokens): Promise<TerminalEvent> {
  const tryFor = <T>(ms: number, step: () => Promise<T>) =>
    untilStored(step, {
      ms,
      ping: () => deps.db.settings.where({ key: 'schema' }).first(),
      failed: (error) =>
        deps.log.error({ runId: run.active.runId, err: error }, 'the end of a run could not be stored; trying again'),
    });
  const stored = await tryFor(patienceMs.answer, () => store(deps, run, ending, tokens));
  if (stored !== null) return stored;
  const error = appError('INTERNAL', 'The answer could not be stored. Try again.');
  const failed = await tryFor(patienceMs.failure, () => store(deps, run, { end: 'failed', error }, tokens));
  if (failed !== null) return failed;
  const turn = await tryFor(Infinity, () => viewOne(deps, run.turn));
  if (turn === null) throw new Error('what has no end was given up');
  return { type: 'failed', turn: { ...turn, status: 'failed', runId: null, error }, error };
}

async function store(deps: ChatDeps, run: AcceptedRun, ending: Ending, tokens: Tokens): Promise<TerminalEvent> {
  const { active, turn, month } = run;
  const owned = { userId: active.userId, turnId: turn.turnId, runId: active.runId, attempt: firstAttempt, month, turn };
  for (;;) {
    const stored = await endRun(deps.db, owned, ending, tokens, deps.clock());
    if (stored === 'gone') {
      await settle(deps.db, { userId: active.userId, runId: active.runId, month }, false);
      return removedEnd(deps, turn);
    }
    if (stored !== 'taken') return terminalEvent(await viewOne(deps, stored.turn), stored.ended);
    await delay(lookAgainMs, undefined, { ref: false });
  }
}
