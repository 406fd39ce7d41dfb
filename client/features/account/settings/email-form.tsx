import { useState } from 'react';
import { copy } from '../../../copy/en.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { toast } from '../../../ui/toasts.ts';
import { changeEmail } from '../account-api.ts';
import { formValues } from '../form-values.ts';
import { PasswordField } from '../password-field.tsx';
import { RefusalNote } from '../refusal-note.tsx';
import { useAttempt } from '../use-attempt.ts';

const words = copy.account;

interface EmailFormProps {
  /** whether the account's password is asked for */
  withPassword: boolean;
  onChanged: () => unknown;
}

/** Moves the account to another address; where mail is set, once the link is opened that goes there. */
export function EmailForm({ withPassword, onChanged }: EmailFormProps) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const { attempt, busy, errorAt, errorBeside } = useAttempt(({ asked, now }: { asked: string; now: string }) => {
    setRound(round + 1);
    if (asked !== now) return setSentTo(asked);
    setSentTo(null);
    toast(words.emailSaved(now));
    return onChanged();
  });
  return (
    <form
      key={round}
      className="flex flex-col items-start gap-3"
      aria-label={words.changeEmail}
      onSubmit={(event) => {
        const read = formValues(event);
        const asked = read('email').trim().toLowerCase();
        const password = read('password');
        attempt(() => changeEmail(asked, password).then((now) => ({ asked, now })));
      }}
    >
      <div className="flex w-full flex-col gap-3">
        <Field
          label={words.newEmail}
          name="email"
          type="email"
          autoComplete="email"
          inputMode="email"
          required
          error={errorAt('email')}
        />
        {withPassword && <PasswordField label={words.currentPassword} name="password" error={errorAt('password')} />}
      </div>
      <RefusalNote error={errorBeside('email', 'password')} />
      {sentTo !== null && <output className="text-soft">{words.emailSent(sentTo)}</output>}
      <Button type="submit" disabled={busy}>
        {words.changeEmail}
      </Button>
    </form>
  );
}
