import { type AppError, appErrorSchema } from '#shared/errors.ts';
import { copy } from '../copy/en.ts';

/** What went wrong, in words for the user: the server's own where it said any. */
export function appErrorOf(error: unknown): AppError {
  if (typeof error === 'object' && error !== null && 'data' in error) {
    const { data } = error;
    if (typeof data === 'object' && data !== null && 'app' in data) {
      const parsed = appErrorSchema.safeParse(data.app);
      if (parsed.success) return parsed.data;
    }
  }
  return { code: 'INTERNAL', message: copy.unexpected, retryable: true };
}

/** Whether the server answered at all: a broken line has no verdict. */
export const isVerdict = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'data' in error && error.data !== null && error.data !== undefined;
