import { MongoInvalidArgumentError, MongoServerError } from 'mongodb';
import type { Doc } from './document.ts';

const CODE_NAMES = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  48: 'NamespaceExists',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  115: 'CommandNotSupported',
  171: 'CannotIndexParallelArrays',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
} as const;

/** An error as a MongoDB server reports it: callers test `code`, as they do with the real driver. */
export function serverError(code: keyof typeof CODE_NAMES, message: string, extra: Doc = {}): MongoServerError {
  return new MongoServerError({ message, errmsg: message, ok: 0, code, codeName: CODE_NAMES[code], ...extra });
}

/** What the driver itself refuses before a server sees it. */
export function invalidArgument(message: string): MongoInvalidArgumentError {
  return new MongoInvalidArgumentError(message);
}

/** For anything a real server can do and this one cannot: said aloud, never ignored. */
export function unsupported(what: string): MongoServerError {
  return serverError(115, `${what} is not supported by the embedded database`);
}
