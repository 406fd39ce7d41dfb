import { z } from 'zod';

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Trimmed text of 1..max UTF-16 units that every store can hold: no NUL, no lone surrogate. */
export const textSchema = (max: number) =>
  z
    .string()
    .max(max * 2 + 1000, `at most ${max} characters`)
    .trim()
    .min(1, 'must not be empty')
    .max(max, `at most ${max} characters`)
    .refine(isStorable, 'must be well-formed text without NUL');
