import { copy } from '../copy/en.ts';
import { cx } from './classes.ts';

/** Grey lines for what is on its way; seen only after 150 ms. */
export function Skeleton({ lines, className }: { lines: number; className?: string }) {
  return (
    <output aria-label={copy.loading} className={cx('flex flex-col gap-3 animate-late', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={cx('block h-4 rounded-sm bg-wash', line === lines - 1 ? 'w-2/3' : 'w-full')} />
      ))}
    </output>
  );
}
