import { useState } from 'react';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { Wordmark } from '../../ui/wordmark.tsx';
import { signInAsGuest } from './account-api.ts';
import { AccountForm } from './account-form.tsx';
import { useAttempt } from './use-attempt.ts';

const words = copy.account;

/** The door: come in as a guest, sign in, or make an account. */
export function SignIn({ onDone }: { onDone: () => Promise<void> }) {
  const [isNew, setIsNew] = useState(false);
  const guest = useAttempt(onDone);
  const guestsOff = guest.error === words.guestsOff;
  return (
    <main className="flex h-full flex-col overflow-y-auto px-6 py-10">
      <div className="m-auto flex w-full max-w-sm flex-col gap-8">
        <header>
          <h1>
            <Wordmark large />
          </h1>
          <p className="mt-2 font-serif text-read text-soft text-pretty">{words.tagline}</p>
        </header>
        <div className="flex flex-col gap-6">
          {guest.error !== null && (
            <p role="alert" className="rounded-md border border-line bg-panel px-3 py-2">
              {guest.error}
            </p>
          )}
          {!guestsOff && (
            <>
              <Button
                kind="primary"
                className="h-11"
                disabled={guest.busy}
                onClick={() => guest.attempt(signInAsGuest)}
              >
                {guest.busy ? words.working : words.asGuest}
              </Button>
              <p className="flex items-center gap-3 text-note text-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
                {words.or}
              </p>
            </>
          )}
          <AccountForm isNew={isNew} onDone={onDone} />
          <Button kind="quiet" onClick={() => setIsNew(!isNew)}>
            {isNew ? words.toSignIn : words.toSignUp}
          </Button>
        </div>
      </div>
    </main>
  );
}
