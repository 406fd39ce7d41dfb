import { copy } from '../../../copy/en.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { toast } from '../../../ui/toasts.ts';
import { changeName } from '../account-api.ts';
import { formValues } from '../form-values.ts';
import { RefusalNote } from '../refusal-note.tsx';
import { useAttempt } from '../use-attempt.ts';

const words = copy.account;

/** How somebody is called here. */
export function NameForm({ name, onChanged }: { name: string; onChanged: () => unknown }) {
  const { attempt, busy, errorAt, errorBeside } = useAttempt(() => {
    toast(words.nameSaved);
    return onChanged();
  });
  return (
    <form
      className="flex flex-col items-start gap-3"
      aria-label={words.name}
      onSubmit={(event) => {
        const wanted = formValues(event)('name').trim();
        attempt(() => changeName(wanted));
      }}
    >
      <div className="w-full">
        <Field
          label={words.name}
          name="name"
          autoComplete="name"
          defaultValue={name}
          required
          maxLength={80}
          error={errorAt('name')}
        />
      </div>
      <RefusalNote error={errorBeside('name')} />
      <Button type="submit" disabled={busy}>
        {copy.save}
      </Button>
    </form>
  );
}
