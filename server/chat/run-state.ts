import type { AppError } from '#shared/errors.ts';
import { appError } from '#shared/failure.ts';
import type { RunEnd } from '#shared/run-event.ts';
import type { AnswerRow, TurnRow } from './turn-store.ts';

/** How a run ended, as whoever ends it saw it. */
export type Ending =
  | { end: 'completed'; answer: AnswerRow }
  /** null: stopped before the first token */
  | { end: 'stopped'; answer: AnswerRow | null }
  | { end: 'failed'; error: AppError };

/** What the turn's one guarded update changes. */
export interface TurnChange {
  status: TurnRow['status'];
  answer: AnswerRow | null;
  current: number;
  error: TurnRow['error'];
  end: RunEnd;
  counted: boolean;
}

export const stoppedError = (): AppError => appError('STOPPED', 'You stopped it before the answer began.');

/** Outcomes that use up one answer of the month. */
export const isCounted = (answer: AnswerRow | null): boolean =>
  answer !== null && (answer.outcome === 'answered' || answer.outcome === 'stopped');

/**
 * The table "How a run ends, and what the turn then shows": text becomes a new version and is shown; a stop before the
 * first token leaves a turn with an earlier answer as it was; a failure keeps the shown version and the error.
 */
export function applyEnding(turn: Pick<TurnRow, 'answers' | 'current'>, ending: Ending): TurnChange {
  const hasAnswer = turn.answers.length > 0;
  const unchanged = { answer: null, current: turn.current, counted: false, end: ending.end };
  if (ending.end === 'failed')
    return { ...unchanged, status: hasAnswer ? 'answered' : 'failed', error: stored(ending.error) };
  if (ending.answer === null)
    return hasAnswer
      ? { ...unchanged, status: 'answered', error: null }
      : { ...unchanged, status: 'failed', error: stored(stoppedError()) };
  return {
    status: 'answered',
    answer: ending.answer,
    current: turn.answers.length,
    error: null,
    end: ending.end,
    counted: isCounted(ending.answer),
  };
}

const stored = ({ code, message, retryable }: AppError) => ({ code, message, retryable });
