import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LimitNotice } from '../../features/chat/limit-notice.tsx';
import { Thread } from '../../features/chat/thread.tsx';
import { reachedLimit } from '../../features/usage/limit.ts';
import { useUsage } from '../../features/usage/use-usage.ts';
import { useTRPC } from '../../lib/api.ts';
import { useTitle } from '../../lib/use-title.ts';
import { useLayout } from '../use-layout.ts';
import { useSource } from '../use-source.ts';

/** A chat. */
export function ChatPage() {
  const { classId, sessionId } = useParams({ from: '/class/$classId/chat/$sessionId' });
  const { data } = useQuery(useTRPC().sessions.get.queryOptions({ sessionId }));
  const { documentId, openCitation } = useSource();
  const { sourceBeside } = useLayout(documentId !== null);
  const reached = reachedLimit(useUsage());
  useTitle(data?.session.name ?? null);
  return (
    <Thread
      key={sessionId}
      sessionId={sessionId}
      classId={classId}
      beside={documentId !== null && sourceBeside}
      blocked={reached && <LimitNotice {...reached} />}
      onOpen={openCitation}
    />
  );
}
