import type { Usage } from '#shared/usage.ts';

/** The limit that is reached, or null while there is room (or no limit). */
export function reachedLimit(usage: Usage | undefined): { limit: number; resetsAt: string } | null {
  if (!usage || usage.chats.limit === null || usage.chats.used < usage.chats.limit) return null;
  return { limit: usage.chats.limit, resetsAt: usage.chats.resetsAt };
}
