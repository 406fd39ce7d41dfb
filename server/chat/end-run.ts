import { type Db, field } from '#server/database/client.ts';
import { settle } from '#server/quota/settle.ts';
import { applyEnding, type Ending } from './run-state.ts';
import { type EndedRunRow, findStoredTurnOfRun, type TurnRow } from './turn-store.ts';

/** The run to end, as its owner or recovery knows it. */
export interface RunToEnd {
  userId: string;
  turnId: string;
  runId: string;
  attempt: number;
  /** the quota's month that it belongs to */
  month: string;
  /** its turn since the run began: nobody else adds a version meanwhile */
  turn: Pick<TurnRow, 'answers' | 'current'>;
}

export interface EndedTurn {
  turn: TurnRow;
  ended: EndedRunRow;
}

/**
 * Ends a run: one update on its turn, guarded by run and attempt, then the quota. Whoever comes second changes nothing
 * and gets what the first stored. May be repeated after any failure.
 *
 * @returns `gone` where there is no such turn, `taken` where the run goes on under another attempt
 */
export async function endRun(
  db: Db,
  run: RunToEnd,
  ending: Ending,
  tokens: { input: number; output: number },
  now: Date,
): Promise<EndedTurn | 'gone' | 'taken'> {
  const updated = await updateTurn(db, run, ending, tokens, now);
  const turn = updated ?? (await findStoredTurnOfRun(db, run.userId, run.runId));
  if (turn === null) return 'gone';
  const ended = turn.ended.find(({ runId }) => runId === run.runId);
  if (ended === undefined) return 'taken';
  await settle(db, { userId: run.userId, runId: run.runId, month: ended.month }, ended.counted);
  return { turn, ended };
}

/** @returns the turn with its end; null where it is not this run's to end */
async function updateTurn(
  db: Db,
  run: RunToEnd,
  ending: Ending,
  tokens: { input: number; output: number },
  now: Date,
): Promise<TurnRow | null> {
  const { userId, turnId, runId, attempt, month } = run;
  const change = applyEnding(run.turn, ending);
  const record: EndedRunRow = {
    runId,
    end: change.end,
    counted: change.counted,
    month,
    error: ending.end === 'failed' ? errorRow(ending.error) : null,
    tokensIn: Math.round(tokens.input),
    tokensOut: Math.round(tokens.output),
    endedAt: now,
  };
  return db.turns
    .where({ userId, turnId })
    .where(field.eq('running.runId', runId))
    .where(field.eq('running.attempt', attempt))
    .update((f) => [
      f.status.set(change.status),
      f.running.set(null),
      f.error.set(change.error),
      f.ended.push(record),
      ...(change.answer === null ? [] : [f.answers.push(change.answer), f.current.set(change.current)]),
    ]);
}

const errorRow = ({ code, message, retryable }: { code: string; message: string; retryable: boolean }) => ({
  code,
  message,
  retryable,
});
