import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useCloseSource } from './use-close-source.ts';

/** Leaves the page that shows something; the result leads back to it, as its address was. */
type Leave = () => () => void;

const stay: Leave = () => () => {};

/**
 * What is left behind when a thing is deleted: an open chat for a new one
 * (or for the start, where there is no class), an open document for what was there before it,
 * a class for the first that remains.
 */
export function useLeaving() {
  const { classId, sessionId, documentId } = useParams({ strict: false });
  const { doc, chat } = useSearch({ strict: false });
  const navigate = useNavigate();
  const close = useCloseSource();
  const router = useRouter();
  const leaveBy =
    (go: () => void): Leave =>
    () => {
      const { href, state } = router.state.location;
      go();
      return () => router.history.push(href, state.from === undefined ? {} : { from: state.from });
    };
  const toNewChat = (): void => {
    if (classId === undefined) void navigate({ to: '/', search: {} });
    else void navigate({ to: '/class/$classId/new', params: { classId }, search: true });
  };
  const toFreshChat = (): void =>
    void navigate({ to: '.', search: ({ chat: _, ...rest }) => rest, state: true, replace: true });
  return {
    ofSession: (id: string): Leave =>
      id === sessionId ? leaveBy(toNewChat) : id === chat ? leaveBy(toFreshChat) : stay,
    ofDocument: (id: string): Leave => (id === documentId || id === doc ? leaveBy(close) : stay),
    ofClass: (id: string): Leave => (id === classId ? leaveBy(() => void navigate({ to: '/', search: {} })) : stay),
  };
}
