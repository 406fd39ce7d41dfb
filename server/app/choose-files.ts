import { join } from 'node:path';
import type { Config } from '#server/config.ts';
import { openDiskFiles } from '#server/files/disk.ts';
import type { FileStore } from '#server/files/file-store.ts';
import type { Log } from '#server/observe/log.ts';

type FileConfig = Pick<
  Config,
  'DATA_DIR' | 'S3_BUCKET' | 'S3_ENDPOINT' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'
>;

interface ChosenFiles {
  files: FileStore;
  /** the setting that says where they are */
  setting: 'DATA_DIR' | 'S3_BUCKET';
}

/**
 * Where documents are kept.
 *
 * @throws FileStoreError where the bucket cannot be used
 */
export async function chooseFiles(config: FileConfig, log: Log): Promise<ChosenFiles> {
  const { DATA_DIR, S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = config;
  if (S3_BUCKET === undefined) return { files: await openDiskFiles(join(DATA_DIR, 'files')), setting: 'DATA_DIR' };
  // its library takes a quarter of a second to load
  const { openS3Files } = await import('#server/files/s3.ts');
  const keys =
    S3_ACCESS_KEY_ID === undefined || S3_SECRET_ACCESS_KEY === undefined
      ? undefined
      : { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY };
  const files = await openS3Files({
    bucket: S3_BUCKET,
    endpoint: S3_ENDPOINT,
    region: S3_REGION,
    keys,
    folder: join(DATA_DIR, 'reading'),
    log,
  });
  return { files, setting: 'S3_BUCKET' };
}
