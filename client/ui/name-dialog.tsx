import { type FormEvent, useState } from 'react';
import { copy } from '../copy/en.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';

interface NameDialogProps {
  title: string;
  label: string;
  action: string;
  initial?: string;
  maxLength: number;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** Asks for one name. */
export function NameDialog({ title, label, action, initial = '', maxLength, onSave, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave(name.trim());
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={label}
          value={name}
          maxLength={maxLength}
          required
          data-first
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            {copy.cancel}
          </Button>
          <Button kind="primary" type="submit" disabled={name.trim() === ''}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
