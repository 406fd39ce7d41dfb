import { type ComponentProps, useId } from 'react';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string;
}

/** A labelled line of input. */
export function Field({ label, hint, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-ui text-soft">
        {label}
      </label>
      <input
        id={id}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        className="h-10 w-full rounded-md border border-edge bg-raised px-3 text-ui pointer-coarse:text-[1rem]"
        {...rest}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-note text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
