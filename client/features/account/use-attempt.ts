import { useState } from 'react';
import { copy } from '../../copy/en.ts';
import { AccountError, type FieldName } from './account-error.ts';

/** Tries something about the account; says why it was refused, at the field or as a whole, or that it is done. */
export function useAttempt<T = unknown>(onDone: (result: T) => unknown) {
  const [error, setError] = useState<AccountError | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = (act: () => Promise<T>): void => {
    setBusy(true);
    setError(null);
    act()
      .then(onDone)
      .catch((cause: unknown) =>
        setError(cause instanceof AccountError ? cause : new AccountError('', { message: copy.unexpected })),
      )
      .finally(() => setBusy(false));
  };
  return {
    attempt,
    busy,
    /** what is wrong with one of the fields */
    errorAt: (field: FieldName): string | null => (error?.field === field ? error.message : null),
    /** what is wrong with none of `fields` in particular */
    errorBeside: (...fields: FieldName[]): AccountError | null =>
      error !== null && (error.field === null || !fields.includes(error.field)) ? error : null,
  };
}
