import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Document, UploadReply } from '#shared/document.ts';
import type { AppError } from '#shared/errors.ts';
import { Failure } from '#shared/failure.ts';
import { idSchema } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';
import type { Library } from '#server/library/library.ts';
import type { Log } from '#server/observe/log.ts';
import { toAppError } from './errors.ts';
import { replyError, replyJson } from './reply.ts';
import type { Tally } from './tally.ts';
import { logUnexpected } from './trpc-route.ts';

interface UploadDeps {
  library: Library;
  log: Log;
  /** counts, per user, the uploads that are under way */
  underWay: Tally;
  /** how long nothing may come, in milliseconds: whoever has lost the line says no more that the upload is over */
  stallMs?: number;
}

/** longer than a file store may take for the part before */
const stallMs = 200_000;
const slackBytes = 1_000_000;

/**
 * `POST /api/documents?classId=`: takes the files of a multipart body, one after the other, each on its own. The caller
 * has made sure of the user and the origin.
 *
 * Replies 201 `{ documents, refused }`, or where none was taken the first refusal's status with
 * `{ error, documents, refused }`.
 *
 * @throws Failure before a byte is read: TOO_MANY_REQUESTS, NOT_FOUND for the class; BAD_REQUEST, PAYLOAD_TOO_LARGE for
 *         the request as a whole
 */
export async function handleUpload(
  deps: UploadDeps,
  userId: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const leave = deps.underWay.take(userId);
  if (leave === null) throw tooMany();
  try {
    await takeUpload(deps, userId, req, res);
  } finally {
    leave();
  }
}

async function takeUpload(deps: UploadDeps, userId: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { library } = deps;
  const classId = idSchema.safeParse(new URL(req.url ?? '', 'http://localhost').searchParams.get('classId'));
  if (!classId.success) throw new Failure('BAD_REQUEST', 'An upload names its class: ?classId=');
  await library.requireClass(userId, classId.data);
  const most = limits.filesPerUpload * library.fileBytes + slackBytes;
  if (Number(req.headers['content-length'] ?? 0) > most) throw tooLarge();
  const reply = await takeFiles(deps, userId, classId.data, req, most);
  const first = reply.refused[0]?.error;
  if (reply.documents.length > 0) replyJson(res, 201, reply);
  else replyError(req, res, first ?? noFiles, reply);
}

const tooMany = (): Failure =>
  new Failure('TOO_MANY_REQUESTS', `At most ${limits.uploadsAtOnce} uploads at once. Wait for one to end.`);
const tooLarge = (): Failure => new Failure('PAYLOAD_TOO_LARGE', 'The upload is too large.');
const noFiles = new Failure('BAD_REQUEST', 'The upload holds no file in its field “files”.').app;

async function takeFiles(
  deps: UploadDeps,
  userId: string,
  classId: string,
  req: IncomingMessage,
  most: number,
): Promise<UploadReply> {
  const reply: UploadReply = { documents: [], refused: [] };
  const parser = openParser(req);
  let files = Promise.resolve();
  let taken = 0;

  parser.on('file', (field, content, { filename }) => {
    // an aborted request ends every stream of it, also one that waits for its turn
    content.on('error', () => {});
    const name = (filename ?? '').toWellFormed().slice(0, 1_000);
    files = files.then(async () => {
      if (field === 'files') {
        taken += 1;
        const outcome = await takeFile(deps, userId, classId, name, content, taken);
        if ('document' in outcome) reply.documents.push(outcome.document);
        else reply.refused.push({ file: name, error: outcome.error });
      }
      content.resume();
    });
    files.catch((error: unknown) => parser.destroy(error instanceof Error ? error : new Error(String(error))));
  });

  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > most) parser.destroy(tooLarge());
  });
  const closed = (): void => {
    // also emitted after the last byte of a whole request
    if (!req.complete) parser.destroy(new Failure('BAD_REQUEST', 'The upload was broken off.'));
  };
  req.on('close', closed);
  req.setTimeout(deps.stallMs ?? stallMs, () => {
    if (!req.complete) req.destroy();
  });
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('close', resolve).on('error', reject);
      req.pipe(parser);
    });
  } catch (error) {
    await files.catch(() => {});
    throw error instanceof Failure
      ? error
      : new Failure('BAD_REQUEST', 'The upload is not well formed.', { cause: error });
  } finally {
    req.off('close', closed);
    req.setTimeout(0);
    req.unpipe(parser);
  }
  await files;
  return reply;
}

function openParser(req: IncomingMessage): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { files: 100, fields: 10, fieldSize: 1_000, parts: 110, headerPairs: 20 },
    });
  } catch (error) {
    throw new Failure('BAD_REQUEST', 'An upload is a multipart form.', { cause: error });
  }
}

type Outcome = { document: Document } | { error: AppError };

/** What happens to a file is part of the reply, whosever fault it is; only a request that breaks off ends. */
async function takeFile(
  { library, log }: UploadDeps,
  userId: string,
  classId: string,
  name: string,
  content: Readable,
  count: number,
): Promise<Outcome> {
  // what is refused half-way is read to its end all the same: the next file stands behind it
  const bytes: AsyncIterableIterator<Uint8Array> = content.iterator({ destroyOnReturn: false });
  try {
    if (count > limits.filesPerUpload)
      throw new Failure('BAD_REQUEST', `An upload holds at most ${limits.filesPerUpload} files.`);
    return { document: await library.acceptFile(userId, classId, { name, content: bytes }) };
  } catch (error) {
    if (error instanceof Failure) return { error: error.app };
    if (content.destroyed && !content.readableEnded)
      throw new Failure('BAD_REQUEST', 'The upload was broken off.', { cause: error });
    logUnexpected(log, error, '/api/documents');
    return { error: toAppError(error) };
  } finally {
    await bytes.return?.();
  }
}
