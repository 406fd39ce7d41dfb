import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { copy } from '../../../copy/en.ts';
import { useTRPC } from '../../../lib/api.ts';
import { appErrorOf } from '../../../lib/app-error.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { toast } from '../../../ui/toasts.ts';
import { formValues } from '../form-values.ts';

const words = copy.account.tokens;

const focus = (input: HTMLInputElement | null): void => input?.focus();

/** Makes a token and shows it, this once. */
export function NewToken({ onMade }: { onMade: () => unknown }) {
  const api = useTRPC();
  const [shown, setShown] = useState<{ name: string; token: string } | null>(null);
  const create = useMutation(api.tokens.create.mutationOptions({ onSuccess: onMade }));
  if (shown !== null)
    return (
      <div className="flex flex-col gap-3 rounded-md border border-edge bg-raised p-4">
        <Field
          label={words.token(shown.name)}
          hint={words.once}
          value={shown.token}
          readOnly
          ref={focus}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
        />
        <div className="flex gap-2">
          <Button
            kind="primary"
            onClick={() =>
              void navigator.clipboard.writeText(shown.token).then(
                () => toast(words.copied),
                () => toast(words.copyFailed),
              )
            }
          >
            {words.copy}
          </Button>
          <Button kind="quiet" onClick={() => setShown(null)}>
            {words.done}
          </Button>
        </div>
      </div>
    );
  return (
    <form
      className="flex flex-col items-start gap-3"
      aria-label={words.create}
      onSubmit={(event) => {
        const name = formValues(event)('name').trim();
        create.mutate({ name }, { onSuccess: ({ token }) => setShown({ name, token }) });
      }}
    >
      <div className="w-full">
        <Field
          label={words.name}
          name="name"
          autoComplete="off"
          required
          maxLength={80}
          error={create.error === null ? null : appErrorOf(create.error).message}
        />
      </div>
      <Button type="submit" disabled={create.isPending}>
        {words.create}
      </Button>
    </form>
  );
}
