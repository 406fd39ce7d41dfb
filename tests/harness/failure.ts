import { TRPCClientError } from '@trpc/client';
import { type AppError, appErrorSchema } from '#shared/errors.ts';

/** The error that a call was refused with. Throws where it was not refused, or not in the one shape. */
export async function refusal(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    const data: unknown = error.data;
    const app = typeof data === 'object' && data !== null && 'app' in data ? data.app : undefined;
    return appErrorSchema.parse(app);
  }
  throw new Error('the call was not refused');
}
