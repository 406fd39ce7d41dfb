import { useNavigate, useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import { newId } from '#shared/ids.ts';
import { useChat } from '../../features/chat/chat-context.tsx';
import { Composer } from '../../features/chat/composer.tsx';
import { type Draft, emptyDraft } from '../../features/chat/draft.ts';
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
  const current = useClasses().classes?.find((one) => one.classId === classId);
  const reached = reachedLimit(useUsage());
  const { asks, drafts } = useChat();
  const place = `class.${classId}`;
  const navigate = useNavigate();
  const refetch = useRefetchDocuments(classId);
  useTitle(current?.name ?? null);
  const ask = useCallback(
    (draft: Draft) => {
      const sessionId = newId();
      asks.ask(sessionId, { classId, documentId: null }, draft);
      // what is left of it, the chosen documents too, comes along
      drafts.of(sessionId).set(drafts.of(place).get());
      drafts.of(place).set(emptyDraft);
      void navigate({ to: '/class/$classId/chat/$sessionId', params: { classId, sessionId }, search: true });
    },
    [asks, drafts, place, classId, navigate],
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 sm:px-6">
      <div className="mx-auto max-w-measure pt-8 pb-16 sm:pt-[min(18vh,11rem)]">
        {current && (
          <ClassFront
            current={current}
            canAsk={reached === null}
            onAsk={(text) => ask({ ...drafts.of(place).get(), text })}
            onFiles={(files) => upload(classId, files, refetch)}
          >
            {reached ? <LimitNotice {...reached} /> : <Composer key={place} place={place} onSend={ask} ready />}
          </ClassFront>
        )}
      </div>
    </div>
  );
}
