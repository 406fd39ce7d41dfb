import type { ComponentProps, ReactNode } from 'react';
import { cx } from './classes.ts';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** what it does: its accessible name and its tooltip */
  label: string;
  icon: ReactNode;
}

/** A button with an icon alone; on touch screens its target grows to 40 px. */
export function IconButton({ label, icon, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-soft transition-colors duration-150 hover:bg-wash hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent pointer-coarse:size-10',
        className,
      )}
      {...rest}
    >
      {icon}
    </button>
  );
}
