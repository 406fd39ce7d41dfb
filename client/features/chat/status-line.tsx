import { copy } from '../../copy/en.ts';
import type { Status } from './live-run.ts';

/** What a run is doing before its first words. */
export function StatusLine({ status }: { status: Status | null }) {
  const words = status === null ? copy.chat.starting : (status.detail ?? copy.chat.stages[status.stage]);
  return (
    <p className="flex items-center gap-2.5 font-serif text-read text-soft italic" data-testid="status">
      <span className="size-2 animate-pulse rounded-full bg-accent" aria-hidden="true" />
      <span>{words}</span>
      {status?.progress !== undefined && <span className="tabular">{Math.round(status.progress * 100)} %</span>}
    </p>
  );
}
