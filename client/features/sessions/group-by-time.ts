import type { Session } from '#shared/session.ts';

export const ages = ['today', 'yesterday', 'week', 'month', 'earlier'] as const;
export type Age = (typeof ages)[number];

/** How long ago something was, in the days of the reader's calendar. */
export function ageOf(at: string, now: Date): Age {
  const daysAgo = (days: number): number => new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();
  const time = Date.parse(at);
  if (time >= daysAgo(0)) return 'today';
  if (time >= daysAgo(1)) return 'yesterday';
  if (time >= daysAgo(7)) return 'week';
  return time >= daysAgo(30) ? 'month' : 'earlier';
}

/** Chats by how long ago they were last used, in the order given; no group is empty. */
export function groupByTime(sessions: readonly Session[], now: Date): { age: Age; sessions: Session[] }[] {
  const groups = Map.groupBy(sessions, ({ updatedAt }) => ageOf(updatedAt, now));
  return ages.flatMap((age) => {
    const inside = groups.get(age);
    return inside ? [{ age, sessions: inside }] : [];
  });
}
