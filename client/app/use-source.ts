import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Place } from '../features/library/place.ts';
import type { Target } from '../features/viewer/target.ts';
import { createStore } from '../lib/store.ts';
import { useStore } from '../lib/use-store.ts';
import { chatOf } from './document-chats.ts';
import { type PlaceSearch, readDocument, readPlace, readSource } from './source-search.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** where a document was opened from: a chat of its class, or `new` */
    from?: string;
  }
}

/** Counts what was opened on this page: the same place again is a jump, too. */
const jumps = createStore(0);

/** The document that is open, beside its class's chat or with a chat of its own, as the address says it. */
export function useSource() {
  const search = useSearch({ strict: false });
  const params = useParams({ strict: false });
  const { doc, page, start, end } = { ...readDocument(search), ...readSource(search) };
  const { classId, sessionId, documentId: own = null } = params;
  const documentId = own ?? doc ?? null;
  const jump = useStore(jumps);
  const navigate = useNavigate();
  const target = useMemo(
    (): Target => ({ page: page ?? 1, range: start === undefined || end === undefined ? null : { start, end }, jump }),
    [page, start, end, jump],
  );
  const openCitation = useCallback(
    ({ documentId, page, start, end }: Place) => {
      const place = { page, ...(end > start ? { start, end } : {}) };
      jumps.set((before) => before + 1);
      if (own === null || classId === undefined) void navigate({ to: '.', search: { doc: documentId, ...place } });
      else {
        void navigate({
          to: '/class/$classId/document/$documentId',
          params: { classId, documentId },
          search: (before) => ({ ...(documentId === own ? readDocument(before) : chatOf(documentId)), ...place }),
          state: true,
        });
      }
    },
    [navigate, classId, own],
  );
  const openDocument = useCallback(
    (documentId: string, place: PlaceSearch = {}) => {
      if (classId === undefined) return;
      jumps.set((before) => before + 1);
      void navigate({
        to: '/class/$classId/document/$documentId',
        params: { classId, documentId },
        search: { ...chatOf(documentId), ...place },
        state: (before) => ({ from: own === null ? (sessionId ?? 'new') : (before.from ?? 'new') }),
      });
    },
    [navigate, classId, sessionId, own],
  );
  /** Opens a chat about the source that is open, at the same place. */
  const openChat = useCallback(() => {
    if (documentId !== null) openDocument(documentId, readPlace(search));
  }, [documentId, openDocument, search]);
  return { documentId, hasChat: own !== null, target, openCitation, openDocument, openChat };
}
