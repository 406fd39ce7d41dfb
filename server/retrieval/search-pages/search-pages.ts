import type { PageHit } from '#shared/document.ts';
import type { Db } from '#server/database/client.ts';
import { breathe } from '#server/library/breather.ts';
import { requireClass, requireDocument } from '#server/library/find.ts';
import { documentsInScope, type Scope } from '#server/library/scope-documents.ts';
import { smallWordsOf } from '#server/library/words/language.ts';
import { placedWordsOf } from '#server/library/words/placed-words.ts';
import { readPageTexts } from '../page-texts.ts';
import type { SegmentCache } from '../segment-cache.ts';
import { type LikelyPage, likelyPages } from './likely.ts';
import { matchesIn } from './matches.ts';
import { clustersOf, snippetAround } from './snippet.ts';
import { readWanted, type Wanted } from './wanted.ts';

const pagesAtOnce = 20;
const mostPagesRead = 200;
const hitsOnAPage = 3;
const mostNames = 5;

/**
 * Looks for words in the names of documents and on their pages. Documents whose name holds everything come first, shown
 * at their beginning; then pages, those with the rarest words most often first.
 *
 * @returns at most `limit`
 * @throws  Failure NOT_FOUND where the class or document of the scope is not there
 */
export async function searchPages(
  db: Db,
  cache: SegmentCache,
  scope: Scope,
  { query, limit }: { query: string; limit: number },
): Promise<PageHit[]> {
  if (scope.documentId !== null) await requireDocument(db, scope.userId, scope.documentId);
  if (scope.classId !== null) await requireClass(db, scope.userId, scope.classId);
  const wanted = readWanted(query);
  const { ready } = await documentsInScope(db, scope);
  if (wanted.length === 0 || ready.length === 0) return [];
  const names = new Map(
    ready.map(({ documentId, name }) => [documentId, Array.from(placedWordsOf(name), ({ word }) => word)]),
  );
  const inName = (documentId: string, sought: string, isOpen: boolean): boolean =>
    (names.get(documentId) ?? []).some((word) => word === sought || (isOpen && word.startsWith(sought)));
  const segments = await cache.load(scope.userId, ready);
  const likely = await likelyPages(segments, wanted, inName);
  const languages = new Map(segments.map(({ documentId, language }) => [documentId, language]));
  const named = ready.filter(({ name }) => holdsAll(name, wanted)).slice(0, Math.min(mostNames, limit));
  const hits = await beginnings(db, scope, named);
  const isPartial = (likely[0]?.share ?? 0) < 1;
  /** A word on its own need not stand on the page where no page has all, where it says nothing, or the name has it. */
  const mayLack = (documentId: string, { words, isOpen }: Wanted): boolean => {
    const [word = '', ...more] = words;
    const language = languages.get(documentId) ?? null;
    const isSmall = language !== null && smallWordsOf(language).has(word);
    return more.length === 0 && (isPartial || isSmall || inName(documentId, word, isOpen));
  };
  for (let from = 0; hits.length < limit && from < Math.min(likely.length, mostPagesRead); from += pagesAtOnce) {
    for (const { documentId, documentName, page, text } of await readPageTexts(db, scope, some(likely, from))) {
      const matches = matchesIn(text, wanted, languages.get(documentId) ?? null);
      const here = new Set(matches.map(({ of }) => of));
      const isHere = wanted.every((one, of) => here.has(of) || mayLack(documentId, one));
      for (const { start, end } of isHere ? clustersOf(matches, hitsOnAPage) : [])
        hits.push({ documentId, documentName, page, start, end, snippet: snippetAround(text, start, end) });
      await breathe();
    }
  }
  return hits.slice(0, limit);
}

const some = (likely: readonly LikelyPage[], from: number): LikelyPage[] => likely.slice(from, from + pagesAtOnce);

const holdsAll = (name: string, wanted: readonly Wanted[]): boolean => {
  const found = new Set(matchesIn(name, wanted, null).map(({ of }) => of));
  return wanted.every((_, of) => found.has(of));
};

/** Documents found by their names, at the beginning of their first page. */
async function beginnings(
  db: Db,
  scope: Scope,
  named: readonly { documentId: string; name: string }[],
): Promise<PageHit[]> {
  const places = named.map(({ documentId }) => ({ documentId, page: 1 }));
  const texts = new Map((await readPageTexts(db, scope, places)).map(({ documentId, text }) => [documentId, text]));
  return named.map(({ documentId, name }) => ({
    documentId,
    documentName: name,
    page: 1,
    start: 0,
    end: 0,
    snippet: snippetAround(texts.get(documentId) ?? '', 0, 0),
  }));
}
