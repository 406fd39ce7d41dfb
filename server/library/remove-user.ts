import { doEach } from '#server/cluster/do-each.ts';
import { field } from '#server/database/client.ts';
import { beyondRestoring } from '#server/database/deletion-marks.ts';
import type { LibraryContext } from './context.ts';
import { documentHidden } from './hide-document.ts';
import { notDeleted } from './rows.ts';
import { sweepClass, sweepDocument } from './sweep.ts';

/**
 * Removes every class and document of a user with all that was made of them, and their files. May be cut short anywhere
 * and repeated; what somebody still works on waits for the next time.
 *
 * @returns whether nothing is left
 */
export async function removeUser(ctx: LibraryContext, userId: string): Promise<boolean> {
  const { db, files } = ctx;
  await db.classes
    .where({ userId })
    .where(field.neq('deletedAt', beyondRestoring))
    .updateAndCount({ deletedAt: beyondRestoring });
  await doEach(await db.classes.where({ userId }).all(), (row) => sweepClass(ctx, row));
  for (const row of await db.documents.where({ userId }).where(notDeleted).all()) {
    const { documentId } = row;
    await db.documents.where({ userId, documentId }).where(notDeleted).update({ deletedAt: beyondRestoring });
    await documentHidden(ctx, row);
  }
  await doEach(await db.documents.where({ userId }).all(), (row) => sweepDocument(ctx, row));
  if ((await db.documents.where({ userId }).first()) !== null) return false;
  // documents took theirs with them; whoever had lost a lease and did not know it yet may have written since
  const mine = { userId };
  await db.summaries.where(mine).deleteAndCount();
  await db.summary_jobs.where(mine).deleteAndCount();
  await db.embeddings.where(mine).deleteAndCount();
  await db.vectors.where(mine).deleteAndCount();
  await db.passages.where(mine).deleteAndCount();
  await db.pages.where(mine).deleteAndCount();
  await db.shelves.where(mine).deleteAndCount();
  for await (const { key } of files.list(userId)) await files.remove(key);
  return (await db.classes.where({ userId }).first()) === null;
}
