import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { googleAddress } from './account-api.ts';
import { RefusalNote } from './refusal-note.tsx';
import { useAttempt } from './use-attempt.ts';

/** Goes to Google's page and comes back signed in. */
export function GoogleButton() {
  const { attempt, busy, errorBeside } = useAttempt((address: string) => location.assign(address));
  return (
    <>
      <RefusalNote error={errorBeside()} />
      <Button className="h-11" disabled={busy} onClick={() => attempt(googleAddress)}>
        {copy.account.google}
      </Button>
    </>
  );
}
