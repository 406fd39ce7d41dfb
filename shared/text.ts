import { z } from 'zod';

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Whether a text has at most this many UTF-16 units: zod's own `max` counts code points. */
const atMost = (max: number) => (text: string) => text.length <= max;

/** Trimmed text of 1..max UTF-16 units that every store can hold: no NUL, no lone surrogate. */
export const textSchema = (max: number) =>
  z
    .string()
    .refine(atMost(max * 2 + 1000), { error: `at most ${max} characters`, abort: true })
    .trim()
    .min(1, 'must not be empty')
    .refine(atMost(max), `at most ${max} characters`)
    .refine(isStorable, 'must be well-formed text without NUL');
