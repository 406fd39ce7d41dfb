import { ArrowUpIcon, StopIcon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';

interface SendButtonProps {
  canSend: boolean;
  /** stops what runs; null while nothing does */
  onStop: (() => void) | null;
  stopping: boolean;
}

const round =
  'flex size-8 shrink-0 items-center justify-center rounded-full transition-opacity duration-150 disabled:opacity-35 pointer-coarse:size-10';

/** Sends what is written; while an answer runs it stops that. */
export function SendButton({ canSend, onStop, stopping }: SendButtonProps) {
  if (onStop === null) {
    return (
      <button
        type="submit"
        aria-label={copy.chat.send}
        title={copy.chat.send}
        disabled={!canSend}
        className={`${round} bg-ink text-paper`}
      >
        <ArrowUpIcon />
      </button>
    );
  }
  return (
    <button
      type="button"
      aria-label={stopping ? copy.chat.stopping : copy.chat.stop}
      title={copy.chat.stop}
      disabled={stopping}
      onClick={onStop}
      className={`${round} border border-accent text-accent`}
    >
      <StopIcon />
    </button>
  );
}
