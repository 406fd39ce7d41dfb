import { Failure } from '#shared/failure.ts';

/** What is limited: so many of these per key in each minute of the clock. */
export interface RateRule {
  /** what is counted, in the plural; also names it among others */
  what: 'calls' | 'questions';
  perMinute: number;
}

export const rateWindowMs = 60_000;

/** The number of the minute that a moment lies in. */
export const minuteOf = (now: Date): number => Math.floor(now.getTime() / rateWindowMs);

/** What whoever was refused is told: why, and from when on it works again. */
export function tooMany({ what, perMinute }: RateRule, now: Date): Failure {
  const resetsAt = new Date((minuteOf(now) + 1) * rateWindowMs);
  const seconds = Math.max(1, Math.ceil((resetsAt.getTime() - now.getTime()) / 1000));
  return new Failure(
    'TOO_MANY_REQUESTS',
    `Those were more than ${perMinute} ${what} in a minute. Try again in ${seconds} s.`,
    { resetsAt: resetsAt.toISOString() },
  );
}
