import type { Document } from '#shared/document.ts';
import type { ChatDeps } from './deps.ts';
import { followLibrary } from './follow-library.ts';

/** Deletes a document with its chats; answers that cite it keep their text. @throws Failure NOT_FOUND */
export async function deleteDocument(deps: ChatDeps, userId: string, documentId: string): Promise<void> {
  await deps.library.deleteDocument(userId, documentId);
  await followLibrary(deps, userId, { documentIds: [documentId] });
}

/** Takes the deletion of a document back, with its chats. @throws Failure as the library does */
export async function restoreDocument(deps: ChatDeps, userId: string, documentId: string): Promise<Document> {
  const document = await deps.library.restoreDocument(userId, documentId);
  await followLibrary(deps, userId, { documentIds: [documentId] });
  return document;
}

/** Moves a document; sessions that are bound to it follow. @throws Failure as the library does */
export async function moveDocument(
  deps: ChatDeps,
  userId: string,
  input: { documentId: string; classId: string },
): Promise<Document> {
  const document = await deps.library.moveDocument(userId, input);
  await followLibrary(deps, userId, { documentIds: [input.documentId] });
  return document;
}
