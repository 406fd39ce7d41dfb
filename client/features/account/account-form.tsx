import { type FormEvent, useState } from 'react';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { signIn, signUp } from './account-api.ts';
import { useAttempt } from './use-attempt.ts';

const words = copy.account;
const passwordChars = { min: 8, max: 128 };

interface AccountFormProps {
  /** makes an account, else signs in to one */
  isNew: boolean;
  /** who is here has changed */
  onDone: () => Promise<void>;
}

/** E-mail and password, for a new account or one that exists. */
export function AccountForm({ isNew, onDone }: AccountFormProps) {
  const { attempt, busy, error } = useAttempt(onDone);
  const [shown, setShown] = useState(isNew);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    const [email, password] = [read('email').trim(), read('password')];
    setShown(isNew);
    attempt(() => (isNew ? signUp(read('name').trim(), email, password) : signIn(email, password)));
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" aria-label={isNew ? words.signUp : words.signIn}>
      {isNew && <Field label={words.name} name="name" autoComplete="name" required maxLength={80} />}
      <Field label={words.email} name="email" type="email" autoComplete="email" required />
      <Field
        label={words.password}
        name="password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        minLength={isNew ? passwordChars.min : 1}
        maxLength={passwordChars.max}
        {...(isNew ? { hint: words.passwordHint } : {})}
      />
      {error !== null && shown === isNew && (
        <p role="alert" className="rounded-md border border-line bg-panel px-3 py-2">
          {error}
        </p>
      )}
      <Button type="submit" className="h-11" disabled={busy}>
        {busy ? words.working : isNew ? words.signUp : words.signIn}
      </Button>
    </form>
  );
}
