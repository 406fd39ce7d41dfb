import { z } from 'zod';
import { Failure } from '#shared/failure.ts';

/** What an upstream error means for the run. */
export type UpstreamError = { kind: 'rate limit'; retryAfterMs: number | null } | { kind: 'failure'; failure: Failure };

const errorSchema = z.object({
  status: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  message: z.string().catch(''),
});

const tooLong =
  /context_length_exceeded|exceed_context_size|maximum context length|exceeds the context window|Input tokens exceed|prompt is too long|Request too large/i;
const refused = /content_filter|content_policy/i;
const usedUp = /insufficient_quota|billing/i;

export const unavailable = (cause: unknown): Failure =>
  new Failure('MODEL_UNAVAILABLE', 'The model could not be reached or broke off. Please try again.', { cause });

export const modelRefused = (cause: unknown): Failure =>
  new Failure('MODEL_REFUSED', 'The model’s content filter refused this. Please ask in other words.', { cause });

const contextTooLarge = (cause: unknown): Failure =>
  new Failure('CONTEXT_TOO_LARGE', 'This is longer than the model can take at once.', { cause });

/** Reads an error of the OpenAI client, of LangChain around it, or of the network. Upstream text stays in `cause`. */
export function readUpstreamError(thrown: unknown): UpstreamError {
  const { status, code = '', type = '', name = '', message } = errorSchema.catch({ message: '' }).parse(thrown);
  const words = `${code} ${type} ${message}`;
  if (name === 'ContextOverflowError' || status === 413 || tooLong.test(words)) {
    return { kind: 'failure', failure: contextTooLarge(thrown) };
  }
  if (refused.test(words)) return { kind: 'failure', failure: modelRefused(thrown) };
  if ((status === 429 || code === 'rate_limit_exceeded') && !usedUp.test(words)) {
    return { kind: 'rate limit', retryAfterMs: readRetryAfter(thrown) };
  }
  return { kind: 'failure', failure: unavailable(thrown) };
}

const withHeaders = z.object({ headers: z.instanceof(Headers) });

/** Milliseconds that `retry-after-ms` or `retry-after` (seconds or an HTTP date) ask for; null where neither does. */
function readRetryAfter(error: unknown): number | null {
  const parsed = withHeaders.safeParse(error);
  if (!parsed.success) return null;
  const { headers } = parsed.data;
  const inMs = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (Number.isFinite(inMs)) return Math.max(0, inMs);
  const value = headers.get('retry-after') ?? '';
  const seconds = Number.parseFloat(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
