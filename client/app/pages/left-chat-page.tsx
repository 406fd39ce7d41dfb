import { Navigate, useParams } from '@tanstack/react-router';
import { LimitNotice } from '../../features/chat/limit-notice.tsx';
import { Thread } from '../../features/chat/thread.tsx';
import { useOpenSession } from '../../features/chat/use-open-session.ts';
import { useClasses } from '../../features/library/use-classes.ts';
import { reachedLimit } from '../../features/usage/limit.ts';
import { useUsage } from '../../features/usage/use-usage.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Shell } from '../shell.tsx';

const nowhere = { classId: null, documentId: null };
/** Without a class there is no document: no footnote leads anywhere. */
const ignore = (): void => {};

/** A chat that is left when no class is; as soon as there is one it is shown among that one's. */
export function LeftChatPage() {
  const { sessionId } = useParams({ from: '/chat/$sessionId' });
  const { data } = useOpenSession(sessionId);
  const first = useClasses().classes?.[0];
  const reached = reachedLimit(useUsage());
  useTitle(data?.session.name ?? null);
  if (first) {
    const params = { classId: first.classId, sessionId };
    return <Navigate to="/class/$classId/chat/$sessionId" params={params} replace />;
  }
  return (
    <Shell classId={null} sessionId={sessionId}>
      <Thread
        key={sessionId}
        sessionId={sessionId}
        place={nowhere}
        beside={false}
        blocked={reached && <LimitNotice {...reached} />}
        onOpen={ignore}
      />
    </Shell>
  );
}
