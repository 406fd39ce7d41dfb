import { appError, Failure } from '#shared/failure.ts';
import type { AppError } from '#shared/errors.ts';
import type { AnswerEnd, AnswerRequest } from '#server/answering/answer.ts';
import { causeOf } from '#server/observe/cause.ts';
import { confirmPlace } from '#server/quota/reserve.ts';
import type { ActiveRun, RunAbort } from './active-runs.ts';
import { answerRow, type Delivered, estimateTokens } from './delivered.ts';
import { type Delivery, openDelivery } from './delivery.ts';
import type { ChatDeps } from './deps.ts';
import { createFairTurns } from './fair-turns.ts';
import { finishRun } from './finish-run.ts';
import type { Ending } from './run-state.ts';
import { stepsUntilAborted } from './steps.ts';
import type { TurnRow } from './turn-store.ts';

/** A run that has been accepted: its turn is stored, its place reserved, its log begun. */
export interface AcceptedRun {
  active: ActiveRun;
  turn: TurnRow;
  month: string;
  acceptedAt: Date;
  /** when its turn was stored and it was set going */
  startedAt: Date;
  request: Omit<AnswerRequest, 'signal'>;
  /** resolves when the user's tabs were told that it began */
  announced: Promise<void>;
}

/** Carries a run from its first event to its terminal one. Never rejects. */
export async function runToEnd(deps: ChatDeps, run: AcceptedRun): Promise<void> {
  const { active, turn } = run;
  const { userId, runId, controller } = active;
  const timeout = setTimeout(() => controller.abort('timeout' satisfies RunAbort), deps.runTimeoutMs);
  const delivery = openDelivery(deps, active);
  const { delivered } = delivery;
  let result: AnswerEnd | null = null;
  let failure: AppError | null = null;
  try {
    deps.runLog.append(active, { type: 'started', runId, turnId: turn.turnId, sessionId: turn.sessionId });
    if (!(await confirmPlace(deps.db, { userId, runId, month: run.month })))
      throw new Failure('INTERRUPTED', 'The server was too slow to begin. Try again.');
    result = await deliver(deps, run, delivery);
  } catch (error) {
    failure = failureOf(deps, run, error);
  } finally {
    clearTimeout(timeout);
  }
  delivery.end(result !== null);
  const ending = endingOf(deps, run, delivered, result, failure);
  await finishRun(deps, run, ending, result?.tokens ?? estimateTokens(delivered), delivered.firstTokenAt);
}

async function deliver(deps: ChatDeps, run: AcceptedRun, delivery: Delivery): Promise<AnswerEnd> {
  const { signal } = run.active.controller;
  const events = deps.answer({ ...run.request, signal });
  const next = stepsUntilAborted(events, signal);
  const yieldTurn = createFairTurns();
  try {
    for (;;) {
      const step = await next();
      if (step.done === true) return step.value;
      delivery.take(step.value);
      const others = yieldTurn();
      if (others !== undefined) await others;
    }
  } catch (error) {
    // what still waits for a step is left as soon as it has one, and gives back what it holds
    events.throw(error).catch(() => {});
    throw error;
  }
}

function failureOf(deps: ChatDeps, { active }: AcceptedRun, error: unknown): AppError | null {
  if (active.controller.signal.aborted) return null;
  if (error instanceof Failure) {
    deps.log.warn({ runId: active.runId, code: error.app.code, cause: causeOf(error.cause) }, 'run failed');
    deps.log.debug({ runId: active.runId, err: error.cause }, 'why a run failed');
    return error.app;
  }
  deps.log.error({ runId: active.runId, err: error }, 'run failed');
  return appError('INTERNAL', 'Something went wrong on our side. Try again.');
}

function endingOf(
  deps: ChatDeps,
  run: AcceptedRun,
  delivered: Delivered,
  result: AnswerEnd | null,
  failure: AppError | null,
): Ending {
  const rowOf = (end: AnswerEnd | null) =>
    answerRow(delivered, end, { runId: run.active.runId, acceptedAt: run.acceptedAt }, deps.clock());
  if (result !== null) {
    if (delivered.text.length === 0)
      return { end: 'failed', error: appError('MODEL_UNAVAILABLE', 'The model sent no answer. Try again.') };
    return { end: 'completed', answer: rowOf(result) };
  }
  if (failure !== null) return { end: 'failed', error: failure };
  switch (run.active.controller.signal.reason) {
    case 'timeout':
      return { end: 'failed', error: appError('MODEL_UNAVAILABLE', 'The answer took too long. Try again.') };
    case 'shutdown':
    case 'lost':
      return {
        end: 'failed',
        error: appError('INTERRUPTED', 'The server stopped before the answer was done. Try again.'),
      };
    default:
      return {
        end: 'stopped',
        answer: delivered.text.length === 0 ? null : rowOf(null),
      };
  }
}
