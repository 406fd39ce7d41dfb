import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { requestReset } from './account-api.ts';
import { DoorFrame } from './door-frame.tsx';
import { formValues } from './form-values.ts';
import { RefusalNote } from './refusal-note.tsx';
import { useAttempt } from './use-attempt.ts';

const words = copy.account;

interface ForgotPasswordProps {
  email: string;
  onSent: (email: string) => void;
  onBack: () => void;
}

/** Asks for a link by which a new password is chosen. The reply is the same whether or not there is such an account. */
export function ForgotPassword({ email, onSent, onBack }: ForgotPasswordProps) {
  const { attempt, busy, errorAt, errorBeside } = useAttempt(onSent);
  return (
    <DoorFrame title={words.forgotTitle} text={words.forgotText}>
      <form
        className="flex flex-col gap-4"
        aria-label={words.forgotTitle}
        onSubmit={(event) => {
          const address = formValues(event)('email').trim();
          attempt(() => requestReset(address).then(() => address));
        }}
      >
        <Field
          label={words.email}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          defaultValue={email}
          required
          error={errorAt('email')}
        />
        <RefusalNote error={errorBeside('email')} />
        <Button type="submit" kind="primary" className="h-11" disabled={busy}>
          {busy ? words.working : words.sendLink}
        </Button>
        <Button kind="quiet" onClick={onBack}>
          {words.backToSignIn}
        </Button>
      </form>
    </DoorFrame>
  );
}
