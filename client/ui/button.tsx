import type { ComponentProps } from 'react';
import { cx } from './classes.ts';

const kinds = {
  primary: 'bg-ink text-paper hover:opacity-85 disabled:opacity-45',
  plain: 'border border-line bg-raised hover:bg-wash disabled:opacity-45',
  quiet: 'text-soft hover:bg-wash hover:text-ink disabled:opacity-45',
};

interface ButtonProps extends ComponentProps<'button'> {
  kind?: keyof typeof kinds;
}

/** A button with words in it. */
export function Button({ kind = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        'inline-flex h-9 items-center justify-center gap-2 rounded-md px-3 text-ui font-bold whitespace-nowrap transition-colors duration-150',
        kinds[kind],
        className,
      )}
      {...rest}
    />
  );
}
