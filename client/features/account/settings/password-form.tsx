import { useState } from 'react';
import { copy } from '../../../copy/en.ts';
import { Button } from '../../../ui/button.tsx';
import { toast } from '../../../ui/toasts.ts';
import { changePassword } from '../account-api.ts';
import { formValues } from '../form-values.ts';
import { PasswordField } from '../password-field.tsx';
import { RefusalNote } from '../refusal-note.tsx';
import { useAttempt } from '../use-attempt.ts';

const words = copy.account;

/** Another password. @param email tells a password manager whose it is */
export function PasswordForm({ email }: { email: string }) {
  const [round, setRound] = useState(0);
  const { attempt, busy, errorAt, errorBeside } = useAttempt(() => {
    setRound(round + 1);
    toast(words.passwordSaved);
  });
  return (
    <form
      key={round}
      className="flex flex-col items-start gap-3"
      aria-label={words.changePassword}
      onSubmit={(event) => {
        const read = formValues(event);
        const [current, wanted] = [read('password'), read('newPassword')];
        attempt(() => changePassword(current, wanted));
      }}
    >
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <div className="flex w-full flex-col gap-3">
        <PasswordField label={words.currentPassword} name="password" error={errorAt('password')} />
        <PasswordField label={words.newPassword} name="newPassword" isNew error={errorAt('newPassword')} />
      </div>
      <RefusalNote error={errorBeside('password', 'newPassword')} />
      <Button type="submit" disabled={busy}>
        {words.changePassword}
      </Button>
    </form>
  );
}
