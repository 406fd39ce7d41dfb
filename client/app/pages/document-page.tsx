import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { newId } from '#shared/ids.ts';
import { copy } from '../../copy/en.ts';
import { useChat } from '../../features/chat/chat-context.tsx';
import { Composer } from '../../features/chat/composer.tsx';
import { type Draft, emptyDraft } from '../../features/chat/draft.ts';
import { DocumentHead } from '../../features/chat/document-head.tsx';
import { LimitNotice } from '../../features/chat/limit-notice.tsx';
import { Thread } from '../../features/chat/thread.tsx';
import { useOpenSession } from '../../features/chat/use-open-session.ts';
import { DocumentFront } from '../../features/library/document-front.tsx';
import { reachedLimit } from '../../features/usage/limit.ts';
import { useUsage } from '../../features/usage/use-usage.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { keepChat } from '../document-chats.ts';
import { useCloseSource } from '../use-close-source.ts';
import { useOpenDocument } from '../use-open-document.ts';
import { useSource } from '../use-source.ts';

const route = '/class/$classId/document/$documentId';

/** A document with a chat of its own; the document itself stands beside this page, or above it. */
export function DocumentPage() {
  const { classId, documentId } = useParams({ from: route });
  const { chat } = useDocumentChat(documentId);
  const { document, isGone } = useOpenDocument(documentId);
  const { openCitation } = useSource();
  const close = useCloseSource();
  const navigate = useNavigate();
  const reached = reachedLimit(useUsage());
  const { asks, drafts } = useChat();
  const writing = `document.${documentId}`;
  const place = useMemo(() => ({ classId, documentId }), [classId, documentId]);
  useTitle(document?.name ?? null);
  const show = useCallback(
    (sessionId: string | null) => {
      keepChat(documentId, sessionId);
      void navigate({
        to: route,
        params: place,
        search: ({ chat: _, ...rest }) => (sessionId === null ? rest : { ...rest, chat: sessionId }),
        state: true,
        replace: true,
      });
    },
    [documentId, place, navigate],
  );
  const ask = useCallback(
    (draft: Draft) => {
      const sessionId = newId();
      asks.ask(sessionId, place, draft);
      drafts.of(sessionId).set(drafts.of(writing).get());
      drafts.of(writing).set(emptyDraft);
      show(sessionId);
    },
    [asks, drafts, writing, place, show],
  );

  if (isGone) {
    return (
      <Empty title={copy.notFound.title} text={copy.documentChat.gone}>
        <Button onClick={close}>{copy.documentChat.back}</Button>
      </Empty>
    );
  }
  if (document && document.classId !== classId)
    return <Navigate to={route} params={{ classId: document.classId, documentId }} search={true} replace />;
  const blocked = reached && <LimitNotice {...reached} />;
  if (chat !== null) {
    return (
      <>
        <DocumentHead sessionId={chat} onFresh={() => show(null)} />
        <Thread key={chat} sessionId={chat} place={place} beside blocked={blocked} onOpen={openCitation} />
      </>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 sm:px-6">
      <div className="mx-auto max-w-measure py-8">
        {document && (
          <DocumentFront document={document} canAsk={reached === null} onAsk={(text) => ask({ text, documentIds: [] })}>
            {blocked ?? <Composer key={writing} place={writing} onSend={ask} ready />}
          </DocumentFront>
        )}
      </div>
    </div>
  );
}

/** The chat that the address names, unless it is gone or about something else. */
function useDocumentChat(documentId: string): { chat: string | null } {
  const { chat = null } = useSearch({ from: route });
  const { data, error } = useOpenSession(chat);
  const isGone = error !== null && data === undefined && appErrorOf(error).code === 'NOT_FOUND';
  const isOther = data !== undefined && data.session.documentId !== documentId;
  useEffect(() => {
    if (isGone) keepChat(documentId, null);
  }, [isGone, documentId]);
  return { chat: isGone || isOther ? null : chat };
}
