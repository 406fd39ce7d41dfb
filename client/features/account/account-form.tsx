import type { FormEvent } from 'react';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { signIn, signUp } from './account-api.ts';
import { formValues } from './form-values.ts';
import { PasswordField } from './password-field.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { useAttempt } from './use-attempt.ts';

const words = copy.account;

interface AccountFormProps {
  /** makes an account, else signs in to one */
  isNew: boolean;
  email?: string;
  /** it is the first thing to do here */
  isMain?: boolean;
  /** who is here has changed, or, with an address, will once the link that was sent there is opened */
  onDone: (confirmAt: string | null) => unknown;
  /** asked for by somebody who does not know the password; with what was typed as the address */
  onForgot?: (email: string) => void;
}

/** E-mail and password, for a new account or one that exists. */
export function AccountForm({ isNew, email = '', isMain = false, onDone, onForgot }: AccountFormProps) {
  const { attempt, busy, errorAt, errorBeside } = useAttempt(onDone);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    const read = formValues(event);
    const [address, password] = [read('email').trim(), read('password')];
    attempt(async () => {
      if (!isNew) return signIn(address, password).then(() => null);
      const { isToConfirm } = await signUp(read('name').trim(), address, password);
      return isToConfirm ? address : null;
    });
  };
  const typed = (from: HTMLElement): string => {
    const input = from.closest('form')?.elements.namedItem('email');
    return input instanceof HTMLInputElement ? input.value.trim() : '';
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" aria-label={isNew ? words.signUp : words.signIn}>
      {isNew && (
        <Field label={words.name} name="name" autoComplete="name" required maxLength={80} error={errorAt('name')} />
      )}
      <Field
        label={words.email}
        name="email"
        type="email"
        autoComplete={isNew ? 'email' : 'username'}
        inputMode="email"
        defaultValue={email}
        required
        error={errorAt('email')}
      />
      <PasswordField
        label={words.password}
        name="password"
        isNew={isNew}
        error={errorAt('password') ?? errorAt('newPassword')}
        aside={
          onForgot && (
            <button
              type="button"
              onClick={(event) => onForgot(typed(event.currentTarget))}
              className="rounded-sm text-note text-soft underline-offset-2 hover:text-ink hover:underline pointer-coarse:py-1"
            >
              {words.forgot}
            </button>
          )
        }
      />
      <RefusalNote error={errorBeside('name', 'email', 'password', 'newPassword')} />
      <Button type="submit" kind={isMain ? 'primary' : 'plain'} className="h-11" disabled={busy}>
        {busy ? words.working : isNew ? words.signUp : words.signIn}
      </Button>
    </form>
  );
}
