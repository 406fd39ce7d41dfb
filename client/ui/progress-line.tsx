import { cx } from './classes.ts';

/** A hairline that fills; `value` is 0..1. */
export const ProgressLine = ({ label, value, className }: { label: string; value: number; className?: string }) => (
  <progress aria-label={label} value={value} max={1} className={cx('progress-line', className)} />
);
