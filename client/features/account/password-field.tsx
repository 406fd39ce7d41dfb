import { type ReactNode, useState } from 'react';
import { copy } from '../../copy/en.ts';
import { Field } from '../../ui/field.tsx';

const words = copy.account;
const passwordChars = { min: 8, max: 128 };

interface PasswordFieldProps {
  label: string;
  name: string;
  /** is chosen here, else known already */
  isNew?: boolean;
  error: string | null;
  /** beside the label, before the switch that shows what is typed */
  aside?: ReactNode;
}

/** A password, which can be looked at while it is typed. */
export function PasswordField({ label, name, isNew = false, error, aside }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Field
      label={label}
      name={name}
      type={isShown ? 'text' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      autoCapitalize="none"
      spellCheck={false}
      required
      minLength={isNew ? passwordChars.min : 1}
      maxLength={passwordChars.max}
      error={error}
      {...(isNew && { hint: words.passwordHint })}
      aside={
        <span className="flex gap-3">
          {aside}
          <button
            type="button"
            aria-pressed={isShown}
            aria-label={words.showPassword}
            onClick={() => setShown(!isShown)}
            className="rounded-sm text-note text-soft underline-offset-2 hover:text-ink hover:underline pointer-coarse:py-1"
          >
            {isShown ? words.hide : words.show}
          </button>
        </span>
      }
    />
  );
}
