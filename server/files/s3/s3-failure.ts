import { S3ServiceException } from '@aws-sdk/client-s3';
import { Failure } from '#shared/failure.ts';
import type { Log } from '#server/observe/log.ts';

/** The HTTP status with which S3 refused; undefined where it did not answer. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

const isMissing = (error: unknown): boolean =>
  statusOf(error) === 404 && error instanceof Error && error.name !== 'NoSuchBucket';

/** What a call to S3 gives; null where there is no such object. @throws Failure UNAVAILABLE; the cause is logged */
export async function answered<T>(log: Log, call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (isMissing(error)) return null;
    throw unavailable(log, error);
  }
}

/** The failure for whoever asked; what S3 said, or that it did not, is for the log. */
export function unavailable(log: Log, cause: unknown): Failure {
  log.error({ err: cause, status: statusOf(cause) }, 'the file store does not do what it is asked');
  return new Failure('UNAVAILABLE', 'The files cannot be reached for now. Try again in a while.', { cause });
}
