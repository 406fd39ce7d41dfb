import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { DocumentKind } from '#shared/document.ts';
import type { Library } from '#server/library/library.ts';
import { parseRange } from './byte-range.ts';

const types: Record<DocumentKind, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  text: 'text/plain',
  markdown: 'text/markdown',
};

/**
 * `GET` or `HEAD /api/documents/:id/file`: the original, or the range of it that is asked for. The caller has made sure
 * of the user and of the id's form.
 *
 * @throws Failure NOT_FOUND
 */
export async function handleFile(
  { library }: { library: Library },
  userId: string,
  documentId: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { document, hash, file } = await library.openFile(userId, documentId);
  const tag = `"${hash}"`;
  const headers = {
    'content-type': types[document.kind],
    'content-disposition': disposition(document.kind, document.name),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
    'accept-ranges': 'bytes',
    etag: tag,
  };
  const ifRange = req.headers['if-range'];
  const range = ifRange === undefined || ifRange === tag ? parseRange(req.headers.range, file.bytes) : null;
  if (range === 'unsatisfiable') {
    res.writeHead(416, { ...headers, 'content-range': `bytes */${file.bytes}`, 'content-length': 0 }).end();
    return;
  }
  const length = range ? range.end - range.start + 1 : file.bytes;
  const partial = range ? { 'content-range': `bytes ${range.start}-${range.end}/${file.bytes}` } : {};
  res.writeHead(range ? 206 : 200, { ...headers, ...partial, 'content-length': length });
  if (req.method === 'HEAD' || file.bytes === 0) res.end();
  else await pipeline(file.read(range ?? undefined), res).catch(unlessLeft);
}

/** Viewers break off what they no longer need: that is no failure. */
function unlessLeft(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
}

/** PDFs open in the browser, everything else is saved. */
function disposition(kind: DocumentKind, name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind === 'pdf' ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
