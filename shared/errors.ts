import { z } from 'zod';

/**
 * Every code a client can meet. The first eight end a run and are stored with its turn; the others refuse a call.
 *
 * - `MODEL_UNAVAILABLE` the model failed, fell silent or answered nothing: retry
 * - `CONTEXT_TOO_LARGE` the request is longer than the model takes: ask about less
 * - `MODEL_REFUSED` the model's own content filter: ask differently
 * - `BUSY` no tokens were free within the wait: retry
 * - `INTERRUPTED` the server that ran it went away: retry
 * - `STOPPED` the user stopped it before the first token: retry
 * - `INTERNAL` anything else; the cause is logged
 * - `QUOTA_EXCEEDED` the month is used up until `resetsAt`
 */
export const errorCodes = [
  'MODEL_UNAVAILABLE',
  'CONTEXT_TOO_LARGE',
  'MODEL_REFUSED',
  'BUSY',
  'INTERRUPTED',
  'STOPPED',
  'INTERNAL',
  'QUOTA_EXCEEDED',
  'UNAUTHORIZED',
  'NOT_FOUND',
  'BAD_REQUEST',
  'CONFLICT',
  'SOURCE_MISMATCH',
  'TOO_MANY_REQUESTS',
  'PAYLOAD_TOO_LARGE',
  'UNAVAILABLE',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

export const appErrorSchema = z.object({
  code: errorCodeSchema,
  message: z.string(),
  retryable: z.boolean(),
  resetsAt: z.string().exactOptional(),
});
export type AppError = z.infer<typeof appErrorSchema>;
