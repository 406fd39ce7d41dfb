import { copy } from '../copy/en.ts';
import { appErrorOf } from '../lib/app-error.ts';

const link = 'min-h-8 text-note underline underline-offset-2 pointer-coarse:min-h-10';

/** Stands where a list would, when it could not be fetched. */
export function ListProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <p role="alert" className="flex flex-wrap items-baseline gap-x-2 px-2 py-1 text-soft">
      {appErrorOf(error).message}
      <button type="button" className={`${link} font-bold text-ink`} onClick={onRetry}>
        {copy.retry}
      </button>
    </p>
  );
}

interface MoreProps {
  label: string;
  disabled?: boolean;
  onMore: () => void;
}

/** Makes a list longer. */
export const ShowMore = ({ label, disabled = false, onMore }: MoreProps) => (
  <button type="button" disabled={disabled} onClick={onMore} className={`${link} px-2 text-soft hover:text-ink`}>
    {label}
  </button>
);
