import type { Class } from '#shared/class.ts';
import { Failure } from '#shared/failure.ts';
import { newId } from '#shared/ids.ts';
import { announceClass, withCount } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { isDuplicate, notDeleted } from './rows.ts';

/**
 * Makes a class. The user's own id again with the same name is that class.
 *
 * @throws Failure CONFLICT where the id is another class of the user's
 */
export async function createClass(
  ctx: LibraryContext,
  userId: string,
  { classId = newId(), name }: { classId?: string | undefined; name: string },
  sample = false,
): Promise<Class> {
  try {
    const row = await ctx.db.classes.create({
      userId,
      classId,
      name,
      sample,
      version: 0,
      createdAt: ctx.now(),
      deletedAt: null,
    });
    await announceClass(ctx, userId, classId);
    return await withCount(ctx.db, row);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const row = await ctx.db.classes.where({ userId, classId, name }).where(notDeleted).first();
    if (row === null) throw new Failure('CONFLICT', 'Another class has this id already.');
    return await withCount(ctx.db, row);
  }
}
