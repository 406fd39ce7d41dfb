import { useState } from 'react';
import { copy } from '../../copy/en.ts';
import { AccountError } from './account-api.ts';

/** Tries something about the account; says why it was refused, or that it is done. */
export function useAttempt(onDone: () => Promise<void>) {
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = (act: () => Promise<unknown>): void => {
    setBusy(true);
    setError(null);
    act()
      .then(onDone)
      .catch((cause: unknown) => setError(cause instanceof AccountError ? cause.message : copy.unexpected))
      .finally(() => setBusy(false));
  };
  return { attempt, busy, error };
}
