import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Document } from '#shared/document.ts';
import type { Session } from '#shared/session.ts';
import type { UserEvent } from '#shared/user-event.ts';
import { copy } from '../copy/en.ts';
import type { SessionCache } from '../features/chat/session-cache.ts';
import { documentsQuery } from '../features/library/use-documents.ts';
import { sessionsQuery } from '../features/sessions/use-sessions.ts';
import type { Api } from '../lib/api.ts';
import { mapPages, upsert } from '../lib/pages.ts';
import { toast } from '../ui/toasts.ts';

interface Known {
  api: Api;
  queries: QueryClient;
  sessions: SessionCache;
}

/** Brings what happened, here or in another tab, into everything that this page has fetched. */
export function applyEvent(known: Known, event: UserEvent): void {
  const { api, queries, sessions } = known;
  switch (event.type) {
    case 'reset':
      void queries.invalidateQueries();
      return;
    case 'document.failed':
      toast(copy.library.failedToast(event.document.name));
      putDocument(known, event.document);
      return;
    case 'document.progress':
    case 'document.ready':
    case 'document.changed':
      putDocument(known, event.document);
      return;
    case 'document.deleted':
      changeDocuments(known, event.classId, (documents) =>
        documents.filter(({ documentId }) => documentId !== event.documentId),
      );
      // a page that shows it looks once more, and finds that it is gone
      void queries.resetQueries({ queryKey: api.documents.get.queryKey({ documentId: event.documentId }) });
      return;
    case 'class.changed':
      queries.setQueryData(
        api.classes.list.queryKey(),
        (list) => list && { ...list, classes: appendOrReplace(list.classes, event.class) },
      );
      refetchIfOnItsWay(known, api.classes.list.queryKey());
      return;
    case 'class.deleted':
      queries.setQueryData(
        api.classes.list.queryKey(),
        (list) => list && { ...list, classes: list.classes.filter(({ classId }) => classId !== event.classId) },
      );
      return;
    case 'session.changed':
      putSession(known, event.session);
      return;
    case 'session.deleted':
      void queries.invalidateQueries({ queryKey: api.sessions.list.pathKey() });
      sessions.removeSession(event.sessionId);
      return;
    case 'turn.started':
      if (
        !sessions
          .read(event.sessionId)
          ?.turns.some((turn) => turn.turnId === event.turnId && turn.runId === event.runId)
      ) {
        void sessions.refetch(event.sessionId);
      }
      return;
    case 'turn.ended':
      sessions.putTurn(event.turn);
      return;
    case 'turn.deleted':
      sessions.removeTurn(event.sessionId, event.turnId);
      return;
    case 'usage.changed':
      queries.setQueryData(api.usage.get.queryKey(), event.usage);
  }
}

const appendOrReplace = <T extends { classId: string }>(classes: readonly T[], one: T): T[] =>
  classes.some(({ classId }) => classId === one.classId)
    ? classes.map((other) => (other.classId === one.classId ? one : other))
    : [...classes, one];

/** News overtakes a reply that is on its way: that reply may be older, so it is asked for again. */
function refetchIfOnItsWay({ queries }: Known, queryKey: QueryKey): void {
  if (queries.isFetching({ queryKey }) > 0) void queries.invalidateQueries({ queryKey });
}

function changeDocuments(known: Known, classId: string, change: (documents: readonly Document[]) => Document[]): void {
  const { queryKey } = documentsQuery(known.api, classId);
  known.queries.setQueryData(queryKey, (data) =>
    mapPages(
      data,
      (page) => page.documents,
      (page, documents) => ({ ...page, documents }),
      change,
    ),
  );
  refetchIfOnItsWay(known, queryKey);
}

function putDocument(known: Known, document: Document): void {
  const { api, queries } = known;
  const queryKey = api.documents.get.queryKey({ documentId: document.documentId });
  queries.setQueryData(queryKey, (old) => old && document);
  // one that was gone is there again
  if (queries.getQueryState(queryKey)?.status === 'error') void queries.invalidateQueries({ queryKey });
  changeDocuments(known, document.classId, (documents) =>
    upsert(documents, document, ({ documentId }) => documentId).toSorted(latestFirst),
  );
}

/** The order of documents.list. */
const latestFirst = (a: Document, b: Document): number => (a.documentId < b.documentId ? 1 : -1);

const newestFirst = (a: Session, b: Session): number =>
  a.updatedAt === b.updatedAt ? (a.sessionId < b.sessionId ? 1 : -1) : a.updatedAt < b.updatedAt ? 1 : -1;

function putSession(known: Known, session: Session): void {
  known.sessions.putSession(session);
  if (session.ephemeral || session.classId === null) return;
  const { queryKey } = sessionsQuery(known.api, session.classId);
  known.queries.setQueryData(queryKey, (data) =>
    mapPages(
      data,
      (page) => page.sessions,
      (page, sessions) => ({ ...page, sessions }),
      (sessions) => upsert(sessions, session, ({ sessionId }) => sessionId).toSorted(newestFirst),
    ),
  );
  refetchIfOnItsWay(known, queryKey);
}
