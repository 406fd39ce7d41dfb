import S3rver from '@20minutes/s3rver';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.ts';
import { fillGaps } from './s3-gaps.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export interface S3Server extends AsyncDisposable {
  bucket: string;
  endpoint: string;
  keys: { accessKeyId: string; secretAccessKey: string };
  /** what an app needs to use it */
  env: Record<string, string>;
  /** the line to it */
  line: TcpProxy;
  /** requests so far, as `GET /bucket/key` */
  asked: string[];
  /** replies that are under way */
  readonly open: number;
  /** Reads no upload until it is told to go on. */
  holdUploads(): () => void;
  /** Puts empty objects into the bucket, past the protocol. */
  plant(keys: string[]): Promise<void>;
  /** objects, and uploads that have not been put together */
  count(): Promise<number>;
}

const bucket = 'course-files';
// the one account that s3rver knows
const key = 'S3RVER';

/**
 * A server that speaks S3's protocol over HTTP: s3rver, with what it lacks (`s3-gaps.ts`). It checks the signatures of
 * requests for objects; those for the bucket it reckons without the slash at the end, so that there only the key's name
 * counts. Unlike S3 it writes an object in place: one whose upload is cut is there in part, and copies to one key at once
 * may mix.
 */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'footnote-s3-'));
  const openApp = async (allowMismatchedSignatures: boolean) => {
    const buckets = [{ name: bucket }];
    const app = new S3rver({ directory, silent: true, configureBuckets: buckets, allowMismatchedSignatures });
    await app.configureBuckets();
    return app.callback();
  };
  const [objects, buckets] = [await openApp(false), await openApp(true)];
  const asked: string[] = [];
  let open = 0;
  let held = Promise.resolve();
  const server = createServer((req, res) => {
    asked.push(`${req.method ?? ''} ${req.url ?? ''}`);
    open += 1;
    res.once('close', () => (open -= 1));
    const answered = (req.method === 'PUT' ? held : Promise.resolve()).then(() =>
      fillGaps(join(directory, bucket), req, res),
    );
    answered.then(
      (isAnswered) => isAnswered || (isAboutBucket(req.url ?? '/') ? buckets(req, res) : objects(req, res)),
      () => res.destroy(),
    );
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const line = await startTcpProxy(port);
  const endpoint = `http://127.0.0.1:${line.port}`;
  return {
    bucket,
    endpoint,
    keys: { accessKeyId: key, secretAccessKey: key },
    env: { S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: key, S3_SECRET_ACCESS_KEY: key },
    line,
    asked,
    get open() {
      return open;
    },
    holdUploads: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    plant: async (keys) => {
      for (const path of keys.map((one) => `${join(directory, bucket, one)}._S3rver_object`)) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, '');
      }
    },
    count: async () => {
      const entries = await readdir(join(directory, bucket), { recursive: true });
      return entries.filter((path) => path.endsWith('._S3rver_object') || /^\._S3rver_uploads\/[^/]+$/.test(path))
        .length;
    },
    [Symbol.asyncDispose]: async () => {
      await line[Symbol.asyncDispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const isAboutBucket = (url: string): boolean => /^\/[^/?]*\/?(\?|$)/.test(url);
