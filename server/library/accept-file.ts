import { createHash, type Hash } from 'node:crypto';
import type { Document, DocumentKind } from '#shared/document.ts';
import { Failure, notFound } from '#shared/failure.ts';
import { newId } from '#shared/ids.ts';
import type { StagedFile } from '#server/files/file-store.ts';
import { freeShelfPlace } from '#server/quota/shelf.ts';
import { announceClass } from './class-state.ts';
import { checkContent, type ContentCheck, headBytes } from './content-check.ts';
import type { LibraryContext } from './context.ts';
import { markDocument } from './delete-document.ts';
import { cleanFileName } from './file-name.ts';
import { findClassRow, requireClass } from './find.ts';
import { newDocument, type NewDocument } from './new-document.ts';
import { peek } from './peek.ts';
import { retryDocument } from './retry-document.ts';
import { fileKey, isDuplicate, toDocument, type DocumentRow } from './rows.ts';
import { takePlace } from './take-place.ts';

/** A file that is being uploaded: what it calls itself, and its bytes as they come. */
export interface IncomingFile {
  name: string;
  content: AsyncIterable<Uint8Array>;
}

/**
 * Takes a file into a class. Its bytes are read once and are never whole in memory; where it is refused nothing is kept.
 * Content that failed here before is tried again instead.
 *
 * @throws Failure with the reason: NOT_FOUND (the class), QUOTA_EXCEEDED, BAD_REQUEST (type, empty), PAYLOAD_TOO_LARGE,
 *         CONFLICT (is there already)
 */
export async function acceptFile(
  ctx: LibraryContext,
  userId: string,
  classId: string,
  file: IncomingFile,
): Promise<Document> {
  const documentId = newId();
  await requireClass(ctx.db, userId, classId);
  const place = await takePlace(ctx, userId, classId, documentId);
  let taken = false;
  try {
    const name = cleanFileName(file.name);
    const { head, content } = await peek(file.content, headBytes);
    const check = beginCheck(head, name);
    const hash = createHash('sha256');
    const checked = checkAll(content, check, hash, ctx.fileBytes);
    if (place.full !== null) {
      for await (const _ of checked);
      return await retryTwin(ctx, userId, classId, hash.digest('hex'), place.full);
    }
    const staged = await ctx.files.stage(checked);
    try {
      const contentKey = hash.digest('hex');
      const twin = await findTwin(ctx, userId, classId, contentKey);
      if (twin) return await retryTwin(ctx, userId, classId, contentKey, alreadyThere(twin));
      // it may have gone while the file came in, with the account even: then nobody would look for what is kept
      await requireClass(ctx.db, userId, classId);
      await keep(ctx, staged, fileKey({ userId, documentId }));
      const { bytes } = staged;
      const row = await store(ctx, { userId, classId, documentId, name, kind: kindOf(check), bytes, contentKey });
      taken = true;
      return await announce(ctx, row);
    } finally {
      await staged.discard();
    }
  } finally {
    if (!taken) await freeShelfPlace(ctx.db, userId, documentId);
  }
}

function beginCheck(head: Uint8Array, name: string): ContentCheck {
  if (head.length === 0) throw new Failure('BAD_REQUEST', 'The file is empty.');
  const check = checkContent(head, name);
  if ('refused' in check) throw new Failure('BAD_REQUEST', check.refused);
  return check;
}

/** The kind of a file of which every byte was seen. */
function kindOf(check: ContentCheck): DocumentKind {
  const verdict = check.verdict();
  if ('refused' in verdict) throw new Failure('BAD_REQUEST', verdict.refused);
  return verdict.kind;
}

/** Hands bytes on as long as there are not too many and they are what they should be. */
async function* checkAll(
  content: AsyncIterable<Uint8Array>,
  check: ContentCheck,
  hash: Hash,
  max: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > max)
      throw new Failure('PAYLOAD_TOO_LARGE', `The file is larger than ${Math.floor(max / 1_000_000)} MB.`);
    const refused = check.add(chunk);
    if (refused !== null) throw new Failure('BAD_REQUEST', refused);
    hash.update(chunk);
    yield chunk;
  }
  kindOf(check);
}

export const findTwin = (
  { db }: LibraryContext,
  userId: string,
  classId: string,
  contentKey: string,
): Promise<DocumentRow | null> => db.documents.where({ userId, classId, contentKey }).first();

export const alreadyThere = (twin: DocumentRow): Failure =>
  new Failure('CONFLICT', `The class has this file already, as “${twin.name}”.`);

async function retryTwin(ctx: LibraryContext, userId: string, classId: string, contentKey: string, otherwise: Failure) {
  const twin = await findTwin(ctx, userId, classId, contentKey);
  if (twin?.status !== 'failed') throw twin ? alreadyThere(twin) : otherwise;
  return retryDocument(ctx, userId, twin.documentId);
}

/** A store that does not answer may have kept it all the same. */
async function keep({ files }: LibraryContext, staged: StagedFile, key: string): Promise<void> {
  try {
    await staged.keep(key);
  } catch (error) {
    await files.remove(key).catch(() => {});
    throw error;
  }
}

async function store(ctx: LibraryContext, document: NewDocument): Promise<DocumentRow> {
  const { userId, classId, contentKey } = document;
  try {
    return await ctx.db.documents.create(newDocument(document, ctx.now(), false));
  } catch (error) {
    await ctx.files.remove(fileKey(document));
    if (!isDuplicate(error)) throw error;
    const twin = await findTwin(ctx, userId, classId, contentKey);
    throw twin ? alreadyThere(twin) : error;
  }
}

/** The class may have been deleted at this moment: then nobody else takes the document away. */
async function announce(ctx: LibraryContext, row: DocumentRow): Promise<Document> {
  const { userId, classId } = row;
  if ((await findClassRow(ctx.db, userId, classId)) === null) {
    await markDocument(ctx, row);
    throw notFound('class');
  }
  const document = toDocument(row);
  await ctx.events.publish(userId, { type: 'document.changed', document });
  await announceClass(ctx, userId, classId);
  await ctx.usageChanged(userId);
  ctx.queue.wake();
  return document;
}
