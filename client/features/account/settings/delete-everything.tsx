import { useState } from 'react';
import { copy } from '../../../copy/en.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { toast } from '../../../ui/toasts.ts';
import { deleteAccount } from '../account-api.ts';
import { formValues } from '../form-values.ts';
import { PasswordField } from '../password-field.tsx';
import { RefusalNote } from '../refusal-note.tsx';
import { useAttempt } from '../use-attempt.ts';

const words = copy.account;

interface DeleteEverythingProps {
  /** whether the account's password is asked for */
  withPassword: boolean;
  onGone: () => unknown;
}

/** The way out for good: a word to type and the password stand before it. */
export function DeleteEverything({ withPassword, onGone }: DeleteEverythingProps) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const { attempt, busy, errorAt, errorBeside } = useAttempt(() => {
    toast(words.deleted);
    return onGone();
  });
  return (
    <>
      <Button className="self-start" onClick={() => setOpen(true)}>
        {words.deleteAll}
      </Button>
      {isOpen && (
        <Dialog title={words.deleteTitle} onClose={() => setOpen(false)}>
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              const password = formValues(event)('password');
              attempt(() => deleteAccount(password));
            }}
          >
            <p className="text-soft">{words.deleteText}</p>
            <Field
              label={words.deleteType(words.deleteWord)}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              data-first
            />
            {withPassword && <PasswordField label={words.password} name="password" error={errorAt('password')} />}
            <RefusalNote error={errorBeside('password')} />
            <div className="flex justify-end gap-2">
              <Button kind="quiet" onClick={() => setOpen(false)}>
                {copy.cancel}
              </Button>
              <Button kind="primary" type="submit" disabled={busy || typed.trim().toLowerCase() !== words.deleteWord}>
                {words.deleteAll}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
