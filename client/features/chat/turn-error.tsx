import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import type { AppError } from '#shared/errors.ts';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';

interface TurnErrorProps {
  error: AppError;
  /** text that broke off stands above */
  partial: boolean;
  /** left out where trying again cannot help */
  onRetry?: (() => void) | undefined;
  disabled: boolean;
}

/** What went wrong, where the answer would stand, and the way on. */
export function TurnError({ error, partial, onRetry, disabled }: TurnErrorProps) {
  return (
    <div
      role="alert"
      className="mt-4 flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-panel px-4 py-3"
    >
      <p className="flex min-w-0 flex-1 basis-60 gap-2.5 text-ui">
        <ExclamationTriangleIcon className="mt-0.5 shrink-0 text-soft" />
        <span className="min-w-0 break-words">
          {partial && <span className="block text-soft">{copy.chat.incomplete}</span>}
          {error.message}
        </span>
      </p>
      {onRetry && (
        <Button onClick={onRetry} disabled={disabled}>
          {copy.retry}
        </Button>
      )}
    </div>
  );
}
