import { present } from '#server/database/client.ts';
import { probeFolder } from '#server/cluster/file-probe.ts';
import type { CheckDeps } from './check-library.ts';
import { madeOfDocuments, type Problem } from './problem.ts';
import { isComingIn, shelfProblems } from './shelf-problems.ts';
import { subjectsOf } from './subjects.ts';

/** What looks wrong; some of it may only be under way. */
export async function* suspects(deps: CheckDeps): AsyncGenerator<Problem> {
  const { files, before, database } = deps;
  const keys = new Set<string>();
  for await (const { key } of files.list()) {
    keys.add(key);
    const [userId = '', documentId = ''] = key.split('/');
    const problem = { kind: 'file without document', userId, documentId } as const;
    if (userId !== probeFolder && (await isTrue(deps, problem, true))) yield problem;
  }
  const users = new Set<string>();
  for await (const { userId, documentId } of subjectsOf(database.native, 'documents')) {
    users.add(userId);
    const problem = { kind: 'document without file', userId, documentId } as const;
    if (!keys.has(`${userId}/${documentId}`) && (await isTrue(deps, problem, true))) yield problem;
  }
  for (const { userId } of await database.db.shelves.select('userId').all()) users.add(userId);
  for (const userId of users) yield* await shelfProblems(deps, userId);
  for (const collection of madeOfDocuments) {
    for await (const { userId, documentId } of subjectsOf(database.native, collection)) {
      const problem = { kind: 'rows without document', userId, documentId, collection } as const;
      if (await isTrue(deps, problem, true)) yield problem;
    }
  }
  for await (const name of files.leftovers(before)) yield { kind: 'leftover', name };
}

/**
 * Whether it is so now. Rows and file of a document go before the document itself: what is found after that is left over.
 *
 * @param isSeen the file, or the rows, were there just now, or the file was not
 */
export async function isTrue(deps: CheckDeps, problem: Problem, isSeen = false): Promise<boolean> {
  const { files, database } = deps;
  const { db } = database;
  switch (problem.kind) {
    case 'file without document': {
      const { userId, documentId } = problem;
      if ((await db.documents.where({ userId, documentId }).first()) !== null) return false;
      if (await isComingIn(deps, userId, documentId)) return false;
      return isSeen || (await files.open(`${userId}/${documentId}`)) !== null;
    }
    case 'document without file': {
      const { userId, documentId } = problem;
      if (!isSeen && (await files.open(`${userId}/${documentId}`)) !== null) return false;
      return (await db.documents.where({ userId, documentId }).where(present).first()) !== null;
    }
    case 'rows without document': {
      const { userId, documentId, collection } = problem;
      if ((await db.documents.where({ userId, documentId }).first()) !== null) return false;
      return isSeen || (await database.native.collection(collection).findOne({ userId, documentId })) !== null;
    }
    case 'place without document':
    case 'document without place':
    case 'wrong count': {
      const all = await shelfProblems(deps, problem.userId);
      return all.some((one) => JSON.stringify(one) === JSON.stringify(problem));
    }
    case 'leftover':
      return true;
  }
}
