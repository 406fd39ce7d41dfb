import { type Db, field } from '#server/database/client.ts';
import { namesOf } from '#server/library/find.ts';
import { documentsInScope, type Scope } from '#server/library/scope-documents.ts';
import { likelyPages } from './likely-pages.ts';
import type { PagePlace, PageText } from './retrieval.ts';
import type { SegmentCache } from './segment-cache.ts';

/** The stored texts of pages, in the order given, each once, without those that are gone or out of scope. */
export async function readPageTexts(db: Db, scope: Scope, places: readonly PagePlace[]): Promise<PageText[]> {
  if (places.length === 0) return [];
  const { userId } = scope;
  const { ready } = await documentsInScope(db, scope);
  const inScope = new Set(ready.map(({ documentId }) => documentId));
  const wanted = Map.groupBy(
    places.filter(({ documentId }) => inScope.has(documentId)),
    ({ documentId }) => documentId,
  );
  const [names, ...documents] = await Promise.all([
    namesOf(db, userId, [...wanted.keys()]),
    ...Array.from(wanted, async ([documentId, of]) => {
      const pages = field.in('page', [...new Set(of.map(({ page }) => page))]);
      const [texts, passages] = await Promise.all([
        db.pages.where({ userId, documentId }).where(pages).all(),
        db.passages.where({ userId, documentId }).where(pages).orderBy({ page: 1, start: 1 }).all(),
      ]);
      return { texts, passages };
    }),
  ]);
  const found = new Map<string, PageText>();
  for (const { texts, passages } of documents) {
    for (const { documentId, page, text } of texts) {
      const documentName = names.get(documentId);
      const pieces = passages.filter((passage) => passage.page === page);
      if (documentName === undefined) continue;
      found.set(`${documentId}/${page}`, {
        documentId,
        documentName,
        page,
        text,
        passages: pieces.map(({ passageId, start, end }) => ({ passageId, start, end })),
      });
    }
  }
  const keys = new Set(places.map(({ documentId, page }) => `${documentId}/${page}`));
  return [...keys].flatMap((key) => found.get(key) ?? []);
}

/** The pages in scope on which a phrase can stand, the likeliest first. */
export async function pagesForPhrase(
  db: Db,
  cache: SegmentCache,
  scope: Scope,
  { phrase, count }: { phrase: string; count: number },
): Promise<PageText[]> {
  const { ready } = await documentsInScope(db, scope);
  const segments = await cache.load(scope.userId, ready);
  return readPageTexts(db, scope, await likelyPages(segments, phrase, count));
}
