import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Session } from '#shared/session.ts';
import { copy } from '../../copy/en.ts';
import { useTRPC, useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { removeWithUndo } from '../../ui/remove-with-undo.ts';
import { toast } from '../../ui/toasts.ts';
import { putSession } from './session-lists.ts';

/** What can be done with chats; each act is seen in the lists before its event comes. */
export function useSessionActions() {
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const reload = (): void => void queries.invalidateQueries({ queryKey: api.sessions.list.pathKey() });
  const removeAll = useMutation(
    api.sessions.deleteAll.mutationOptions({
      onSuccess: ({ deleted }) => {
        reload();
        toast(copy.sessions.deletedAll(deleted));
      },
      onError: (error) => toast(appErrorOf(error).message),
    }),
  );
  return {
    rename: (session: Session, name: string) => {
      putSession(api, queries, { ...session, name });
      client.sessions.rename.mutate({ sessionId: session.sessionId, name }).catch((error: unknown) => {
        putSession(api, queries, session);
        toast(appErrorOf(error).message);
      });
    },
    /** @param leave leaves the page that shows it; the result comes back to it */
    remove: (session: Session, leave: () => () => void) => {
      const { sessionId, name } = session;
      const comeBack = leave();
      removeWithUndo({
        id: sessionId,
        said: copy.deleted(name),
        remove: () => client.sessions.delete.mutate({ sessionId }),
        restore: () => client.sessions.restore.mutate({ sessionId }),
        show: () => putSession(api, queries, session),
        comeBack,
        reload,
      });
    },
    removeAll: (then: () => void) => removeAll.mutate({}, { onSuccess: then }),
  };
}
