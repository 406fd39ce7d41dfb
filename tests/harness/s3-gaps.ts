import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

/**
 * What S3 does and s3rver does not: it lists no uploads, ends none, takes the range of the first byte for everything, and
 * cannot go on with a list of more than 1,000 objects (it needs DES for that). Signatures are not looked at here.
 *
 * @param folder where s3rver keeps the bucket
 * @returns      true where the request was answered
 */
export async function fillGaps(folder: string, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  const url = new URL(req.url ?? '/', 'http://localhost');
  const uploads = join(folder, '._S3rver_uploads');
  const uploadId = url.searchParams.get('uploadId');
  if (req.method === 'GET' && url.searchParams.has('uploads')) {
    res.setHeader('content-type', 'application/xml');
    res.end(await listUploads(uploads, url.searchParams.get('prefix') ?? ''));
    return true;
  }
  if (req.method === 'GET' && url.searchParams.has('list-type')) {
    res.setHeader('content-type', 'application/xml');
    res.end(
      await listObjects(folder, url.searchParams.get('prefix') ?? '', url.searchParams.get('continuation-token')),
    );
    return true;
  }
  if (req.method === 'DELETE' && uploadId !== null) {
    await rm(join(uploads, uploadId), { recursive: true, force: true });
    res.writeHead(204).end();
    return true;
  }
  if (req.method === 'GET' && req.headers.range === 'bytes=0-0') {
    const [, , ...key] = url.pathname.split('/');
    const file = await open(`${join(folder, decodeURIComponent(key.join('/')))}${object}`).catch(() => null);
    if (file === null) return false;
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, 0);
    await file.close();
    res.writeHead(206, { 'content-range': `bytes 0-0/${size}`, 'content-length': 1 }).end(buffer);
    return true;
  }
  return false;
}

async function listUploads(uploads: string, prefix: string): Promise<string> {
  const ids = await readdir(uploads).catch(() => []);
  const rows = await Promise.all(
    ids.map(async (id) => {
      const path = join(uploads, id, 'key');
      const [key, { mtime }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
      if (!key.startsWith(prefix)) return '';
      return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${mtime.toISOString()}</Initiated></Upload>`;
    }),
  );
  const list = `${rows.join('')}<IsTruncated>false</IsTruncated>`;
  return `<?xml version="1.0" encoding="UTF-8"?><ListMultipartUploadsResult>${list}</ListMultipartUploadsResult>`;
}

const object = '._S3rver_object';

async function listObjects(folder: string, prefix: string, after: string | null): Promise<string> {
  const entries = await readdir(folder, { recursive: true });
  const keys = entries.flatMap((path) => (path.endsWith(object) ? [path.slice(0, -object.length)] : []));
  const rest = keys.filter((key) => key.startsWith(prefix) && key > (after ?? '')).toSorted();
  const page = rest.slice(0, 1_000);
  const rows = await Promise.all(
    page.map(async (key) => {
      const found = await stat(join(folder, `${key}${object}`)).catch(() => null);
      return found && `<Contents><Key>${key}</Key><LastModified>${found.mtime.toISOString()}</LastModified></Contents>`;
    }),
  );
  const next = rest.length > page.length ? `<NextContinuationToken>${page.at(-1) ?? ''}</NextContinuationToken>` : '';
  const list = `${rows.join('')}<IsTruncated>${String(next !== '')}</IsTruncated>${next}`;
  return `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult>${list}</ListBucketResult>`;
}
