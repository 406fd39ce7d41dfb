import { z } from 'zod';

/** An id on the wire: 24 lower-case hex digits. */
export const idSchema = z.string().regex(/^[0-9a-f]{24}$/, 'an id is 24 lower-case hex digits');

/** A new id: 4 bytes of seconds and 2 of their fraction, so that ids sort by age to the millisecond, and 6 random bytes. */
export function newId(now: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(6));
  const age = Math.floor((now / 1000) * 0x1_0000)
    .toString(16)
    .padStart(12, '0');
  return age + Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
