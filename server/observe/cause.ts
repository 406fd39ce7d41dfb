import { z } from 'zod';

const word = z.union([z.string(), z.number()]).optional().catch(undefined);
const errorSchema = z.object({ name: word, code: word, status: word, type: word, cause: z.unknown().optional() });

/** What is said of an error that came from outside. */
export interface Cause {
  name?: string | number | undefined;
  code?: string | number | undefined;
  status?: string | number | undefined;
  type?: string | number | undefined;
  cause?: Cause | string | undefined;
}

/**
 * What may be logged of an error that came from a model: its name and codes, and those of its own cause. Not its message:
 * an upstream may repeat there what it was asked. A cause in our own words stays as it is.
 */
export function causeOf(error: unknown): Cause | string | undefined {
  if (typeof error === 'string') return error;
  const { data } = errorSchema.safeParse(error);
  if (data === undefined) return undefined;
  const { cause, ...facts } = data;
  return { ...facts, ...(cause instanceof Error && cause !== error ? { cause: causeOf(cause) } : {}) };
}
