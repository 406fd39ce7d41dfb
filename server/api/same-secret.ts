import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a secret was given right; takes as long for a wrong one, of whatever length. */
export const isSameSecret = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
