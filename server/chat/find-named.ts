import { notFound } from '#shared/failure.ts';
import type { Named } from './bind.ts';
import type { ChatDeps } from './deps.ts';

/**
 * Looks up the class and document that a call names.
 *
 * @throws Failure NOT_FOUND for what is missing or somebody else's
 */
export async function findNamed(
  { library }: ChatDeps,
  userId: string,
  input: { classId?: string | undefined; documentId?: string | undefined },
): Promise<Named> {
  const [found, document] = await Promise.all([
    input.classId === undefined ? null : library.findClass(userId, input.classId),
    input.documentId === undefined ? null : library.findDocument(userId, input.documentId),
  ]);
  if (input.classId !== undefined && found === null) throw notFound('class');
  if (input.documentId !== undefined && document === null) throw notFound('document');
  return { class: found, document };
}
