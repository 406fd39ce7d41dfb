import { Navigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { LimitNotice } from '../../features/chat/limit-notice.tsx';
import { Thread } from '../../features/chat/thread.tsx';
import { useOpenSession } from '../../features/chat/use-open-session.ts';
import { reachedLimit } from '../../features/usage/limit.ts';
import { useUsage } from '../../features/usage/use-usage.ts';
import { useTitle } from '../../lib/use-title.ts';
import { useLayout } from '../use-layout.ts';
import { useSource } from '../use-source.ts';

/** A chat. */
export function ChatPage() {
  const { classId, sessionId } = useParams({ from: '/class/$classId/chat/$sessionId' });
  const { data } = useOpenSession(sessionId);
  const source = useSource();
  const { sourcePlace } = useLayout(source);
  const place = useMemo(() => ({ classId, documentId: null }), [classId]);
  const reached = reachedLimit(useUsage());
  useTitle(data?.session.name ?? null);
  const documentId = data?.session.documentId ?? null;
  if (documentId !== null) {
    return (
      <Navigate
        to="/class/$classId/document/$documentId"
        params={{ classId, documentId }}
        search={{ chat: sessionId }}
        replace
      />
    );
  }
  return (
    <Thread
      key={sessionId}
      sessionId={sessionId}
      place={place}
      beside={source.documentId !== null && sourcePlace !== 'over'}
      blocked={reached && <LimitNotice {...reached} />}
      onOpen={source.openCitation}
    />
  );
}
