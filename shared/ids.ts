import { z } from 'zod';

/** An id on the wire: 24 lower-case hex digits. */
export const idSchema = z.string().regex(/^[0-9a-f]{24}$/, 'an id is 24 lower-case hex digits');

/** A new id: 4 bytes of seconds, so that ids sort by age, and 8 random bytes. */
export function newId(now: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(8));
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return seconds + Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
