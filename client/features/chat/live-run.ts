import type { AppError } from '#shared/errors.ts';
import type { Citation } from '#shared/passage.ts';
import type { RunEvent, TerminalEvent } from '#shared/run-event.ts';

export type Status = Extract<RunEvent, { type: 'status' }>;

/** What a watcher knows of a run. */
export interface LiveRun {
  text: string;
  citations: readonly Citation[];
  status: Status | null;
  end: TerminalEvent | null;
  /** the run cannot be watched (any more): why */
  lost: AppError | null;
  lastEventId: string | null;
  /** text is missing before an event: watch again from the start */
  gap: boolean;
}

export const newLiveRun: LiveRun = {
  text: '',
  citations: [],
  status: null,
  end: null,
  lost: null,
  lastEventId: null,
  gap: false,
};

/** Appends what is new of a token event; merged and repeated events overlap with what is there. */
function appendToken(run: LiveRun, offset: number, text: string): LiveRun {
  if (offset > run.text.length) return { ...run, gap: true };
  const fresh = text.slice(run.text.length - offset);
  return fresh === '' ? run : { ...run, text: run.text + fresh };
}

/**
 * Applies one event of a run's log. Repeated events change nothing, merged ones add only what is missing, and nothing
 * follows the terminal event.
 */
export function applyRunEvent(run: LiveRun, id: string, event: RunEvent): LiveRun {
  if (run.end !== null) return run;
  const seen = { ...run, lastEventId: id };
  switch (event.type) {
    case 'started':
      return seen;
    case 'status':
      return { ...seen, status: event };
    case 'citation':
      if (run.citations.some((known) => known.number === event.citation.number)) return seen;
      return { ...seen, citations: [...run.citations, event.citation] };
    case 'token': {
      const next = appendToken(run, event.offset, event.text);
      return next.gap ? next : { ...next, lastEventId: id };
    }
    case 'completed':
    case 'stopped':
    case 'failed':
      return { ...seen, end: event, gap: false };
  }
}
