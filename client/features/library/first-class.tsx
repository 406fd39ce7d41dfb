import { type FormEvent, useState } from 'react';
import type { Class } from '#shared/class.ts';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { useClassActions } from './use-classes.ts';

/** What a library without classes shows: make one, or begin with the sample. */
export function FirstClass({ onMade }: { onMade: (made: Class) => void }) {
  const [name, setName] = useState('');
  const actions = useClassActions();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    actions.create(name.trim(), onMade);
  };
  return (
    <Empty title={copy.library.first.title} text={copy.library.first.text}>
      <Button kind="primary" disabled={actions.busy} onClick={() => actions.addSample(onMade)}>
        {copy.library.addSample}
      </Button>
      <p className="flex w-full items-center gap-3 text-note text-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {copy.account.or}
      </p>
      <form onSubmit={submit} className="flex w-full items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field
            label={copy.library.className}
            value={name}
            maxLength={limits.classNameChars}
            required
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <Button type="submit" className="h-10" disabled={name.trim() === '' || actions.busy}>
          {copy.library.create}
        </Button>
      </form>
    </Empty>
  );
}
