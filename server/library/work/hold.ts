/** Where a piece of work stands: who has it, and until when. Of what nobody has: before when nobody is to begin. */
export interface Hold {
  by: string | null;
  until: Date;
  /** how often it was begun since it last got on */
  attempts: number;
}

/** How long work stays with a server that no longer shows itself. */
export const leaseMs = 20_000;

/** `ms` after a moment. */
export const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

export const isHeld = ({ by, until }: Hold, now: Date): boolean => by !== null && until > now;

/** It is begun, once more. */
export const taken = ({ attempts }: Hold, by: string, now: Date): Hold => ({
  by,
  until: later(now, leaseMs),
  attempts: attempts + 1,
});

/** It goes on. */
export const kept = (hold: Hold, now: Date): Hold => ({ ...hold, until: later(now, leaseMs) });

/** It got on: what had broken it off before is no danger any more. */
export const gotOn = (hold: Hold): Hold => ({ ...hold, attempts: 1 });

/** It is left undone through no fault of its own, for whoever comes next, not before `ms` have passed. */
export const givenBack = (hold: Hold, now: Date, ms: number): Hold =>
  putOff({ ...hold, attempts: Math.max(0, hold.attempts - 1) }, now, ms);

/** It cannot be done now, and is to be begun again in a while. */
export const putOff = ({ attempts }: Hold, now: Date, ms: number): Hold => ({
  by: null,
  until: later(now, ms),
  attempts,
});
