import { type Repeated, repeat } from '#server/cluster/repeat.ts';
import type { LibraryContext } from './context.ts';
import { sweep } from './sweep.ts';

const lookMs = 2_500;
const leastMs = 10;

/** Removes what was deleted, again and again: at the start what earlier processes left. */
export function startSweeper(ctx: LibraryContext): Repeated {
  return repeat(
    Math.max(leastMs, Math.min(lookMs, ctx.restorableMs)),
    () => sweep(ctx),
    (error) => ctx.log.warn({ err: error }, 'something deleted could not be swept for now'),
  );
}
