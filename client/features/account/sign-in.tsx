import { useEffect, useState } from 'react';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { type Offers, signInAsGuest } from './account-api.ts';
import { AccountForm } from './account-form.tsx';
import { DoorFrame } from './door-frame.tsx';
import { ForgotPassword } from './forgot-password.tsx';
import { GoogleButton } from './google-button.tsx';
import { MailSent } from './mail-sent.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { forgetReturnError, readReturnError } from './return-error.ts';
import { useAttempt } from './use-attempt.ts';

const words = copy.account;

type View = { is: 'in' | 'up' | 'forgot'; email: string } | { is: 'sent'; what: 'confirm' | 'reset'; email: string };

interface SignInProps {
  offers: Offers;
  /** begins where a new password is asked for */
  forgot?: boolean;
  onDone: () => unknown;
}

/** The door: come in as a guest, sign in, make an account, or ask for a new password. */
export function SignIn({ offers, forgot = false, onDone }: SignInProps) {
  const [view, setView] = useState<View>({ is: forgot ? 'forgot' : 'in', email: '' });
  const [returnError] = useState(readReturnError);
  useEffect(forgetReturnError, []);
  const guest = useAttempt(onDone);
  const toSignIn = (email: string): void => setView({ is: 'in', email });
  if (view.is === 'sent')
    return <MailSent what={offers.mail ? view.what : 'log'} email={view.email} onSignIn={() => toSignIn(view.email)} />;
  if (view.is === 'forgot')
    return (
      <ForgotPassword
        email={view.email}
        onSent={(email) => setView({ is: 'sent', what: 'reset', email })}
        onBack={() => toSignIn(view.email)}
      />
    );
  const isNew = view.is === 'up' && offers.signUp;
  const enter = (confirmAt: string | null): unknown =>
    confirmAt === null ? onDone() : setView({ is: 'sent', what: 'confirm', email: confirmAt });
  return (
    <DoorFrame>
      <div className="flex flex-col gap-6">
        <RefusalNote error={guest.errorBeside() ?? (returnError === null ? null : { message: returnError })} />
        {(offers.guests || offers.google) && (
          <div className="flex flex-col gap-3">
            {offers.guests && (
              <Button
                kind="primary"
                className="h-11"
                disabled={guest.busy}
                onClick={() => guest.attempt(signInAsGuest)}
              >
                {guest.busy ? words.working : words.asGuest}
              </Button>
            )}
            {offers.google && <GoogleButton />}
          </div>
        )}
        {(offers.guests || offers.google) && (
          <p className="flex items-center gap-3 text-note text-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            {words.or}
          </p>
        )}
        <AccountForm
          key={view.is}
          isNew={isNew}
          email={view.email}
          isMain={!offers.guests}
          onDone={enter}
          {...(!isNew && { onForgot: (email) => setView({ is: 'forgot', email }) })}
        />
        {offers.signUp ? (
          <Button kind="quiet" onClick={() => setView({ is: isNew ? 'in' : 'up', email: view.email })}>
            {isNew ? words.toSignIn : words.toSignUp}
          </Button>
        ) : (
          <p className="text-center text-note text-soft">{words.closed}</p>
        )}
      </div>
    </DoorFrame>
  );
}
