import { useNavigate, useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import { newId } from '#shared/ids.ts';
import { useChat } from '../../features/chat/chat-context.tsx';
import { Composer } from '../../features/chat/composer.tsx';
import { LimitNotice } from '../../features/chat/limit-notice.tsx';
import { ClassFront } from '../../features/library/class-front.tsx';
import { upload } from '../../features/library/uploads.ts';
import { useClasses } from '../../features/library/use-classes.ts';
import { reachedLimit } from '../../features/usage/limit.ts';
import { useUsage } from '../../features/usage/use-usage.ts';
import { useTitle } from '../../lib/use-title.ts';
import { useRefetchDocuments } from '../use-refetch-documents.ts';

/** A class's title page, from which a chat begins. */
export function NewChatPage() {
  const { classId } = useParams({ from: '/class/$classId/new' });
  const current = useClasses().data?.classes.find((one) => one.classId === classId);
  const reached = reachedLimit(useUsage());
  const { asks } = useChat();
  const navigate = useNavigate();
  const refetch = useRefetchDocuments(classId);
  useTitle(current?.name ?? null);
  const ask = useCallback(
    (text: string) => {
      const sessionId = newId();
      asks.ask(sessionId, { classId, documentId: null }, text);
      void navigate({ to: '/class/$classId/chat/$sessionId', params: { classId, sessionId }, search: true });
    },
    [asks, classId, navigate],
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 sm:px-6">
      <div className="mx-auto max-w-measure pt-8 pb-16 sm:pt-[min(18vh,11rem)]">
        {current && (
          <ClassFront
            current={current}
            canAsk={reached === null}
            onAsk={ask}
            onFiles={(files) => upload(classId, files, refetch)}
          >
            {reached ? <LimitNotice {...reached} /> : <Composer onSend={ask} ready />}
          </ClassFront>
        )}
      </div>
    </div>
  );
}
