import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Class } from '#shared/class.ts';
import { announceClass, withCount } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { createClass } from './create-class.ts';
import { requireClass } from './find.ts';
import { newDocument } from './new-document.ts';
import { fileKey, isDuplicate, notDeleted, toDocument } from './rows.ts';
import { sample } from './sample/manifest.ts';

/** Adds a class with documents to try things on; they do not count. Twice is once. */
export async function addSample(ctx: LibraryContext, userId: string): Promise<Class> {
  const { classId } = await sampleClass(ctx, userId);
  for (const [place, document] of sample.documents.entries()) await addDocument(ctx, userId, classId, document, place);
  await announceClass(ctx, userId, classId);
  ctx.queue.wake();
  return withCount(ctx.db, await requireClass(ctx.db, userId, classId));
}

/** The id follows from the user, so that two calls at once make one class; after a deletion from the count of those. */
async function sampleClass(ctx: LibraryContext, userId: string): Promise<{ classId: string }> {
  const known = await ctx.db.classes.where({ userId, sample: true }).where(notDeleted).first();
  if (known) return known;
  for (let n = 0; ; n += 1) {
    const classId = idFrom(userId, 'sample', n);
    const taken = await ctx.db.classes.where({ userId, classId }).first();
    if (taken?.deletedAt === null) return taken;
    if (taken === null) return createClass(ctx, userId, { classId, name: sample.className }, true);
  }
}

async function addDocument(
  ctx: LibraryContext,
  userId: string,
  classId: string,
  { file, name, kind }: (typeof sample.documents)[number],
  place: number,
): Promise<void> {
  // lists go by id, last first
  const documentId = String(sample.documents.length - place).padStart(8, '0') + idFrom(classId, file, 0).slice(8);
  if ((await ctx.db.documents.where({ userId, documentId }).first()) !== null) return;
  const hash = createHash('sha256');
  async function* content() {
    const original: AsyncIterable<Uint8Array> = createReadStream(new URL(`./sample/${file}`, import.meta.url));
    for await (const chunk of original) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const staged = await ctx.files.stage(content());
  try {
    await staged.keep(fileKey({ userId, documentId }));
    const contentKey = hash.digest('hex');
    const row = await ctx.db.documents.create(
      newDocument({ userId, classId, documentId, name, kind, bytes: staged.bytes, contentKey }, ctx.now(), true),
    );
    await ctx.events.publish(userId, { type: 'document.changed', document: toDocument(row) });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  } finally {
    await staged.discard();
  }
}

const idFrom = (...parts: (string | number)[]): string =>
  createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 24);
