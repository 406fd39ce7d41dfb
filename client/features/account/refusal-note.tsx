import type { AccountError } from './account-error.ts';

/** Why something was refused, where no field is to blame. */
export const RefusalNote = ({ error }: { error: Pick<AccountError, 'message'> | null }) =>
  error && (
    <p role="alert" className="rounded-md border border-line bg-panel px-3 py-2">
      {error.message}
    </p>
  );
