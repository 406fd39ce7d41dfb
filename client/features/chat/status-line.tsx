import { ProgressLine } from '../../ui/progress-line.tsx';
import type { Status } from './live-run.ts';
import { statusWords } from './status-words.ts';

/** What a run is doing before its first words, and how far it is where that is known. */
export function StatusLine({ status }: { status: Status | null }) {
  const progress = status?.progress ?? 0;
  return (
    <div data-testid="status">
      <p className="flex items-baseline gap-2.5 font-serif text-read text-soft italic">
        <span className="size-2 shrink-0 animate-pulse rounded-full bg-accent" aria-hidden="true" />
        <span className="min-w-0 break-words">{statusWords(status)}</span>
        {progress > 0 && <span className="shrink-0 not-italic tabular">{Math.round(progress * 100)} %</span>}
      </p>
      {progress > 0 && (
        <ProgressLine label={statusWords(status)} value={progress} className="mt-3 block w-full max-w-64" />
      )}
    </div>
  );
}
