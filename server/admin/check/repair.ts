import { freeShelfPlace, takeShelfPlace } from '#server/quota/shelf.ts';
import type { CheckDeps } from './check-library.ts';
import type { Problem } from './problem.ts';
import { recount } from './shelf-problems.ts';

/**
 * Removes what belongs to nothing and mends shelves. A document without its file stays: its pages can still be asked,
 * and only its owner can bring the file again.
 *
 * @returns false where it was left as it is
 */
export async function repair(
  { database: { db, native }, files, before }: CheckDeps,
  problem: Problem,
): Promise<boolean> {
  switch (problem.kind) {
    case 'file without document':
      await files.remove(`${problem.userId}/${problem.documentId}`);
      return true;
    case 'document without file':
      return false;
    case 'rows without document': {
      const { userId, documentId, collection } = problem;
      await native.collection(collection).deleteMany({ userId, documentId });
      return true;
    }
    case 'place without document':
      await freeShelfPlace(db, problem.userId, problem.documentId);
      return true;
    case 'document without place':
      return takeShelfPlace(db, problem.userId, problem.documentId, null);
    case 'wrong count':
      await recount(db, problem.userId);
      return true;
    case 'leftover':
      await files.clean(before);
      return true;
  }
}
