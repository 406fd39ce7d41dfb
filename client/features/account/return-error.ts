import { copy } from '../../copy/en.ts';

const words = copy.account.googleErrors;
const known: Record<string, string> = {
  account_not_linked: words.notLinked,
  signup_disabled: copy.account.closed,
  access_denied: words.cancelled,
};

/** Why Google's way back ended at the door again; null where it did not. */
export function readReturnError(): string | null {
  const code = new URLSearchParams(location.search).get('error');
  return code === null ? null : (known[code] ?? words.failed);
}

/** Leaves the address without it, so that it is said once. */
export function forgetReturnError(): void {
  if (readReturnError() !== null) history.replaceState(history.state, '', location.pathname);
}
