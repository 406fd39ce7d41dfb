import { cx } from './classes.ts';

/** A hairline that fills; `value` is 0..1. */
export function ProgressLine({ label, value, className }: { label: string; value: number; className?: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value * 100)}
      className={cx('h-px overflow-hidden bg-line', className)}
    >
      <div className="h-full w-full origin-left bg-accent transition-transform duration-150" style={{ transform: `scaleX(${value})` }} />
    </div>
  );
}
