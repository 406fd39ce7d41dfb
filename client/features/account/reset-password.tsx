import { useState } from 'react';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { resetPassword } from './account-api.ts';
import { DoorFrame } from './door-frame.tsx';
import { formValues } from './form-values.ts';
import { PasswordField } from './password-field.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { useAttempt } from './use-attempt.ts';

const words = copy.account;

interface ResetPasswordProps {
  /** out of the link; null where it holds none */
  token: string | null;
  onSignIn: () => void;
  onForgot: () => void;
}

/** Where a link leads by which a new password is chosen. */
export function ResetPassword({ token, onSignIn, onForgot }: ResetPasswordProps) {
  const [isDone, setDone] = useState(false);
  const { attempt, busy, errorAt, errorBeside } = useAttempt(() => setDone(true));
  const error = errorBeside('newPassword');
  if (isDone)
    return (
      <DoorFrame title={words.resetDone.title} text={words.resetDone.text}>
        <Button kind="primary" className="h-11" onClick={onSignIn}>
          {words.signIn}
        </Button>
      </DoorFrame>
    );
  if (token === null || error?.code === 'INVALID_TOKEN')
    return (
      <DoorFrame title={words.linkGoneTitle} text={words.linkGone}>
        <Button kind="primary" className="h-11" onClick={onForgot}>
          {words.anotherLink}
        </Button>
      </DoorFrame>
    );
  return (
    <DoorFrame title={words.resetTitle} text={words.resetText}>
      <form
        className="flex flex-col gap-4"
        aria-label={words.resetTitle}
        onSubmit={(event) => {
          const password = formValues(event)('newPassword');
          attempt(() => resetPassword(token, password));
        }}
      >
        <PasswordField label={words.newPassword} name="newPassword" isNew error={errorAt('newPassword')} />
        <RefusalNote error={error} />
        <Button type="submit" kind="primary" className="h-11" disabled={busy}>
          {busy ? words.working : words.setPassword}
        </Button>
      </form>
    </DoorFrame>
  );
}
