import type { QueryClient } from '@tanstack/react-query';
import type { UserEvent } from '#shared/user-event.ts';
import { copy } from '../copy/en.ts';
import type { SessionCache } from '../features/chat/session-cache.ts';
import type { LibraryLists } from '../features/library/library-lists.ts';
import { dropSession, putSession } from '../features/sessions/session-lists.ts';
import type { Api } from '../lib/api.ts';
import { admits, forgetRemovals } from '../lib/removals.ts';
import { toast } from '../ui/toasts.ts';

interface Known {
  api: Api;
  queries: QueryClient;
  sessions: SessionCache;
  library: LibraryLists;
}

/** Brings what happened, here or in another tab, into everything that this page has fetched. */
export function applyEvent(known: Known, event: UserEvent): void {
  const { api, queries, sessions, library } = known;
  switch (event.type) {
    case 'reset':
      forgetRemovals();
      void queries.invalidateQueries();
      return;
    case 'document.progress':
    case 'document.ready':
    case 'document.changed':
    case 'document.failed':
      if (!admits(event.document.documentId, 'changed')) return;
      if (event.type === 'document.failed') toast(copy.library.failedToast(event.document.name));
      library.putDocument(event.document);
      return;
    case 'document.deleted':
      if (!admits(event.documentId, 'deleted')) return;
      library.dropDocument(event.documentId, event.classId);
      library.forgetDocument(event.documentId);
      return;
    case 'class.changed':
      if (admits(event.class.classId, 'changed')) library.putClass(event.class);
      return;
    case 'class.deleted':
      if (admits(event.classId, 'deleted')) library.dropClass(event.classId);
      return;
    case 'session.changed':
      if (!admits(event.session.sessionId, 'changed')) return;
      sessions.putSession(event.session);
      putSession(api, queries, event.session);
      return;
    case 'session.deleted':
      if (!admits(event.sessionId, 'deleted')) return;
      dropSession(api, queries, event.sessionId);
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
