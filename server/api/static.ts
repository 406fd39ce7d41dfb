import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { notFound } from '#shared/failure.ts';
import { refuse } from './refuse.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

const unbuilt = 'The web app is not built yet. Run `npm run build`, or `npm start`, which builds what is missing.\n';

/**
 * Serves the built web app: files as they are, and `index.html` for every address that the app makes itself.
 *
 * @param root     the folder that the build writes
 * @param pathname decoded
 */
export async function serveStatic(
  root: string,
  pathname: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const file = resolve(root, `.${pathname}`);
  const inside = file.startsWith(root + sep);
  if (inside && (await isFile(file))) return send(file, pathname.startsWith('/assets/'), req, res);
  if (extname(pathname) !== '') return refuse(res, notFound('file'));
  const index = join(root, 'index.html');
  if (await isFile(index)) return send(index, false, req, res);
  res.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(unbuilt);
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

/** @param forever the file's name holds a hash of its content */
async function send(path: string, forever: boolean, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { size, mtimeMs } = await stat(path);
  const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
  res.setHeader('etag', etag);
  res.setHeader('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304).end();
    return;
  }
  res.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-length': size });
  if (req.method === 'HEAD') res.end();
  else await pipeline(createReadStream(path), res).catch(() => res.destroy());
}
