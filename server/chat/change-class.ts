import type { Class } from '#shared/class.ts';
import type { ChatDeps } from './deps.ts';
import { followLibrary } from './follow-library.ts';

/** Deletes a class with its documents and their chats; its own chats stay, bound to nothing. @throws Failure NOT_FOUND */
export async function deleteClass(deps: ChatDeps, userId: string, classId: string): Promise<void> {
  await deps.library.deleteClass(userId, classId);
  await followClass(deps, userId, classId);
}

/** Takes the deletion of a class back, with what went with it. @throws Failure as the library does */
export async function restoreClass(deps: ChatDeps, userId: string, classId: string): Promise<Class> {
  const restored = await deps.library.restoreClass(userId, classId);
  await followClass(deps, userId, classId);
  return restored;
}

async function followClass(deps: ChatDeps, userId: string, classId: string): Promise<void> {
  const documents = await deps.db.documents.where({ userId, classId }).select('documentId').all();
  await followLibrary(deps, userId, { classId, documentIds: documents.map(({ documentId }) => documentId) });
}
