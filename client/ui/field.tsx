import { type ComponentProps, type ReactNode, useId } from 'react';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string;
  /** why what stands here was refused */
  error?: string | null;
  /** beside the label: a way out, or a way to see more */
  aside?: ReactNode;
}

/** A labelled line of input; what is wrong with it stands below it. */
export function Field({ label, hint, error = null, aside, ...rest }: FieldProps) {
  const id = useId();
  const below = error ?? hint ?? null;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-ui text-soft">
          {label}
        </label>
        {aside}
      </div>
      <input
        id={id}
        {...(below !== null && { 'aria-describedby': `${id}-below` })}
        aria-invalid={error !== null}
        className="h-10 w-full rounded-md border border-edge bg-raised px-3 text-ui aria-invalid:border-ink aria-invalid:ring-1 aria-invalid:ring-ink pointer-coarse:text-[1rem]"
        {...rest}
      />
      {below !== null && (
        <p
          id={`${id}-below`}
          {...(error !== null && { role: 'alert' })}
          className={error === null ? 'text-note text-soft' : 'text-note font-bold text-ink'}
        >
          {below}
        </p>
      )}
    </div>
  );
}
