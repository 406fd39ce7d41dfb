import type { Usage } from '#shared/usage.ts';

/** The limit that is reached, or null while there is room (or no limit). */
export function reachedLimit(usage: Usage | undefined): { limit: number; resetsAt: string } | null {
  if (!usage || usage.chats.limit === null || usage.chats.used < usage.chats.limit) return null;
  return { limit: usage.chats.limit, resetsAt: usage.chats.resetsAt };
}

/** A longer wait would end at once. */
const longestTimerMs = 2 ** 31 - 1;

/** After how many ms usage is to be asked for anew: just after the reset, but not all the time where clocks differ. */
export const untilReset = ({ chats }: Usage, now: number): number =>
  Math.min(Math.max(Date.parse(chats.resetsAt) - now + 1_000, 30_000), longestTimerMs);
