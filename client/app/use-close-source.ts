import { useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Closes the open source. A document's page leads back to where it was opened from, else to its class's newest chat. */
export function useCloseSource(): () => void {
  const { classId, documentId } = useParams({ strict: false });
  const from = useRouterState({ select: ({ location }) => location.state.from });
  const navigate = useNavigate();
  return useCallback(() => {
    if (classId === undefined || documentId === undefined) void navigate({ to: '.', search: {} });
    else if (from === undefined) void navigate({ to: '/class/$classId', params: { classId }, search: {} });
    else if (from === 'new') void navigate({ to: '/class/$classId/new', params: { classId }, search: {} });
    else void navigate({ to: '/class/$classId/chat/$sessionId', params: { classId, sessionId: from }, search: {} });
  }, [navigate, classId, documentId, from]);
}
