import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { FileStoreError } from '../file-store-error.ts';
import type { Log } from '#server/observe/log.ts';
import { statusOf } from './s3-failure.ts';

/** Which bucket, where, and who asks. */
export interface S3Settings {
  bucket: string;
  /** left out: Amazon's */
  endpoint?: string | undefined;
  /** left out: us-east-1, which servers that know no regions take */
  region?: string | undefined;
  /** left out: whoever this machine is, to Amazon */
  keys?: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** Milliseconds that S3 may take. */
export interface Patience {
  connect: number;
  /** a question without content, tried three times */
  quick: number;
  /** a part of an upload, tried three times; also the copy of a whole file */
  transfer: number;
  /** the next bytes of a file, while somebody waits for them */
  stall: number;
}

export interface Bucket {
  client: S3Client;
  name: string;
  patience: Patience;
  log: Log;
}

const usual: Patience = { connect: 5_000, quick: 10_000, transfer: 60_000, stall: 30_000 };
/** Each reader of a file holds a connection for as long as it reads. */
const maxSockets = 2_000;

/** @throws FileStoreError where the bucket cannot be reached, or may not be used */
export async function openBucket(settings: S3Settings, log: Log, patience: Partial<Patience>): Promise<Bucket> {
  const own = { ...usual, ...patience };
  const { bucket, endpoint, region = 'us-east-1', keys } = settings;
  const client = new S3Client({
    region,
    // a bucket is a folder of its server there; Amazon has a host for each
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(keys === undefined ? {} : { credentials: keys }),
    maxAttempts: 3,
    // each request is signed with the hash of its content; checksums beside that are not known everywhere
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: own.connect,
      requestTimeout: own.transfer,
      throwOnRequestTimeout: true,
      // a connection that is idle because its reader is slow has not failed
      socketTimeout: 0,
      socketAcquisitionWarningTimeout: own.transfer,
      httpAgent: { keepAlive: true, maxSockets },
      httpsAgent: { keepAlive: true, maxSockets },
    },
  });
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }), { requestTimeout: own.quick });
  } catch (error) {
    client.destroy();
    throw new FileStoreError(explain(error, settings), { cause: error });
  }
  return { client, name: bucket, patience: own, log };
}

function explain(error: unknown, { bucket, endpoint }: S3Settings): string {
  const where = endpoint === undefined ? 'Amazon S3' : new URL(endpoint).host;
  switch (statusOf(error)) {
    case 404:
      return `S3_BUCKET: there is no bucket ${bucket} at ${where}. Make it, or correct the name.`;
    case 400:
    case 401:
    case 403:
      return `S3_ACCESS_KEY_ID: it may not use the bucket ${bucket} at ${where}. Correct the keys, or what they may do.`;
    case 301:
      return `S3_REGION: the bucket ${bucket} is in another region. Set that.`;
    default: {
      const reason = error instanceof Error ? error.name : 'no answer';
      const what = endpoint === undefined ? 'S3_BUCKET' : 'S3_ENDPOINT';
      return `${what}: no S3 answers at ${where} (${reason}). Start it, or correct the address.`;
    }
  }
}
