import type { AppError } from '#shared/errors.ts';
import type { Citation } from '#shared/passage.ts';
import type { Answer, Turn } from '#shared/turn.ts';
import type { LiveRun, Status } from './live-run.ts';

/** What stands below a question. */
export interface TurnView {
  phase: 'waiting' | 'writing' | 'answered' | 'failed';
  text: string;
  citations: readonly Citation[];
  status: Status | null;
  /** the stored answer that is shown */
  answer: Answer | null;
  error: AppError | null;
}

/**
 * Decides what a turn shows: what runs, else the stored answer, else the error and whatever this page saw of the text.
 *
 * @param live    what is known of the turn's last run that this page watched
 * @param growing whether the version that is being written is shown, if there is one
 */
export function viewTurn(turn: Turn, live: LiveRun, growing: boolean): TurnView {
  const { text, citations, status } = live;
  const nothing = { text: '', citations: [], status: null, answer: null, error: null };
  if (turn.runId !== null && growing) {
    if (live.lost !== null) return { ...nothing, phase: 'failed', text, citations, error: live.lost };
    return { ...nothing, phase: text === '' ? 'waiting' : 'writing', text, citations, status };
  }
  const answer = turn.answers[turn.current] ?? null;
  if (answer !== null) {
    return {
      ...nothing,
      phase: 'answered',
      text: answer.content,
      citations: answer.citations,
      answer,
      error: turn.error,
    };
  }
  return { ...nothing, phase: 'failed', text, citations, error: turn.error };
}
