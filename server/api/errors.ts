import { TRPCError } from '@trpc/server';
import {
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { ZodError, z } from 'zod';
import type { AppError, ErrorCode } from '#shared/errors.ts';
import { appError, Failure } from '#shared/failure.ts';

type TrpcCode = TRPCError['code'];

/** tRPC's code for each of ours; it decides the HTTP status. */
const trpcCodes: Record<ErrorCode, TrpcCode> = {
  MODEL_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  CONTEXT_TOO_LARGE: 'BAD_REQUEST',
  MODEL_REFUSED: 'BAD_REQUEST',
  BUSY: 'SERVICE_UNAVAILABLE',
  INTERRUPTED: 'SERVICE_UNAVAILABLE',
  STOPPED: 'CONFLICT',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
  QUOTA_EXCEEDED: 'FORBIDDEN',
  UNAUTHORIZED: 'UNAUTHORIZED',
  NOT_FOUND: 'NOT_FOUND',
  BAD_REQUEST: 'BAD_REQUEST',
  CONFLICT: 'CONFLICT',
  SOURCE_MISMATCH: 'BAD_REQUEST',
  TOO_MANY_REQUESTS: 'TOO_MANY_REQUESTS',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
};

/** SQLite's codes for a file that cannot be read or written for now: busy, locked, read-only, I/O, full, not opened. */
const diskCodes = new Set([5, 6, 8, 10, 13, 14]);

const isDiskError = (error: Error): boolean =>
  'errcode' in error && typeof error.errcode === 'number' && diskCodes.has(error.errcode & 0xff);

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** Whether the database cannot be reached, or not written to, for now. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof MongoNetworkError ||
  error instanceof MongoServerSelectionError ||
  error instanceof MongoTopologyClosedError ||
  error instanceof MongoNotConnectedError ||
  (error instanceof Error && (isDiskError(error) || (error.cause !== undefined && isDatabaseAway(error.cause))));

/** What the wire may say of any error; nothing of an unexpected one but that it happened. */
export function toAppError(error: unknown): AppError {
  if (error instanceof Failure) return error.app;
  if (error instanceof ZodError) return appError('BAD_REQUEST', z.prettifyError(error));
  if (error instanceof TRPCError) {
    if (error.cause !== undefined && error.cause !== error) {
      const cause = toAppError(error.cause);
      if (cause.code !== 'INTERNAL') return cause;
    }
    return fromTrpcCode(error.code);
  }
  if (isDiskFull(error)) return appError('UNAVAILABLE', 'The server has no room left for files. Try again later.');
  if (isDatabaseAway(error)) return appError('UNAVAILABLE', 'The database does not answer. Try again in a moment.');
  return appError('INTERNAL', 'Something went wrong on our side. Try again.');
}

function fromTrpcCode(code: TrpcCode): AppError {
  switch (code) {
    case 'UNAUTHORIZED':
      return appError('UNAUTHORIZED', 'Sign in first.');
    case 'NOT_FOUND':
      return appError('NOT_FOUND', 'There is no such procedure.');
    case 'PAYLOAD_TOO_LARGE':
      return appError('PAYLOAD_TOO_LARGE', 'The request is too large.');
    case 'TOO_MANY_REQUESTS':
      return appError('TOO_MANY_REQUESTS', 'Too many requests. Wait a minute and try again.');
    case 'BAD_REQUEST':
    case 'PARSE_ERROR':
    case 'METHOD_NOT_SUPPORTED':
    case 'UNSUPPORTED_MEDIA_TYPE':
      return appError('BAD_REQUEST', 'The request is not well formed.');
    default:
      return appError('INTERNAL', 'Something went wrong on our side. Try again.');
  }
}

/** The same error as tRPC carries it. */
export const toTrpcError = (error: unknown): TRPCError =>
  new TRPCError({ code: trpcCodes[toAppError(error).code], cause: error });
