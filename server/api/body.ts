import type { IncomingMessage } from 'node:http';
import { Failure } from '#shared/failure.ts';

/**
 * A request's whole body as text.
 *
 * @param limit bytes
 * @throws Failure PAYLOAD_TOO_LARGE; BAD_REQUEST where it is not UTF-8 or breaks off
 */
export async function readBody(req: IncomingMessage, limit: number): Promise<string> {
  const tooLarge = new Failure('PAYLOAD_TOO_LARGE', `The request is larger than ${limit} bytes.`);
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) reject(tooLarge);
    else chunks.push(chunk);
  });
  req.once('end', resolve);
  req.once('error', (cause) => reject(new Failure('BAD_REQUEST', 'The request broke off.', { cause })));
  await promise;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new Failure('BAD_REQUEST', 'The request is not UTF-8.', { cause });
  }
}
