import type { Passage } from '#shared/passage.ts';
import { type Db, field } from '#server/database/client.ts';
import { namesOf } from '#server/library/find.ts';
import { documentsInScope, type Scope } from '#server/library/scope-documents.ts';

/** A stored passage, and the heading under which it stands. */
export interface StoredPassage {
  passage: Passage;
  heading: string | null;
}

/** Passages by id, without those whose document is gone by now. */
export async function readPassages(
  db: Db,
  userId: string,
  passageIds: readonly string[],
): Promise<Map<string, StoredPassage>> {
  if (passageIds.length === 0) return new Map();
  const rows = await db.passages
    .where({ userId })
    .where(field.in('passageId', [...new Set(passageIds)]))
    .all();
  const names = await namesOf(
    db,
    userId,
    rows.map(({ documentId }) => documentId),
  );
  const passages = rows.flatMap(({ passageId, documentId, page, start, end, heading, text }) => {
    const documentName = names.get(documentId);
    if (documentName === undefined) return [];
    return [{ heading, passage: { passageId, documentId, documentName, page, start, end, text } }];
  });
  return new Map(passages.map((stored) => [stored.passage.passageId, stored]));
}

/** Passages by id, in the order given, without those that are gone or out of scope. */
export async function passagesInScope(db: Db, scope: Scope, passageIds: readonly string[]): Promise<Passage[]> {
  const { ready } = await documentsInScope(db, scope);
  const inScope = new Set(ready.map(({ documentId }) => documentId));
  const passages = await readPassages(db, scope.userId, passageIds);
  return passageIds.flatMap((id) => {
    const stored = passages.get(id);
    return stored && inScope.has(stored.passage.documentId) ? [stored.passage] : [];
  });
}
