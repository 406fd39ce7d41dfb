import type { AppError, ErrorCode } from './errors.ts';

/** Codes after which the same call may succeed without being changed. */
const retryableCodes: ReadonlySet<ErrorCode> = new Set([
  'MODEL_UNAVAILABLE',
  'BUSY',
  'INTERRUPTED',
  'STOPPED',
  'INTERNAL',
  'TOO_MANY_REQUESTS',
  'UNAVAILABLE',
]);

/** Builds the one error shape that crosses the wire and is stored with a turn. */
export function appError(code: ErrorCode, message: string, resetsAt?: string): AppError {
  const error = { code, message, retryable: retryableCodes.has(code) };
  return resetsAt === undefined ? error : { ...error, resetsAt };
}

/** Thrown wherever a rule refuses something; its message is meant for the user. `cause` is logged, never shown. */
export class Failure extends Error {
  readonly app: AppError;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; resetsAt?: string } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'Failure';
    this.app = appError(code, message, options.resetsAt);
  }
}

/** What a missing thing and somebody else's thing both answer. */
export const notFound = (thing: string): Failure => new Failure('NOT_FOUND', `There is no such ${thing}.`);
