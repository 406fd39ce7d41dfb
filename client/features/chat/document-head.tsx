import { useMutation } from '@tanstack/react-query';
import { BookmarkIcon, Pencil2Icon } from '@radix-ui/react-icons';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { toast } from '../../ui/toasts.ts';
import { useOpenSession } from './use-open-session.ts';

const words = copy.documentChat;

/** What stands above a document's chat: how long it stays, and the way to a new one. */
export function DocumentHead({ sessionId, onFresh }: { sessionId: string; onFresh: () => void }) {
  const { data } = useOpenSession(sessionId);
  const { keep, keeping } = useKeep(sessionId, data?.turns[0]?.question);
  return (
    <header className="@container flex h-11 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4 pointer-coarse:h-12">
      <h2 className="min-w-0 flex-1 truncate text-soft">{words.title}</h2>
      {data?.session.ephemeral && data.turns.length > 0 && (
        <Button kind="quiet" title={words.expires} disabled={keeping} onClick={keep}>
          <BookmarkIcon />
          {words.keep}
        </Button>
      )}
      <IconButton label={words.fresh} icon={<Pencil2Icon />} onClick={onFresh} />
    </header>
  );
}

/** Keeps an ephemeral chat. It is named by its first question before: in a list, “Document Chat” would say nothing. */
function useKeep(sessionId: string, question = ''): { keep: () => void; keeping: boolean } {
  const api = useTRPC();
  const onError = (error: unknown): void => toast(appErrorOf(error).message);
  const rename = useMutation(api.sessions.rename.mutationOptions({ onError }));
  const keep = useMutation(api.sessions.keep.mutationOptions({ onError, onSuccess: () => toast(words.kept) }));
  const name = question.replaceAll(/\s+/g, ' ').slice(0, limits.sessionNameChars).toWellFormed();
  return {
    keep: () => rename.mutate({ sessionId, name }, { onSuccess: () => keep.mutate({ sessionId }) }),
    keeping: rename.isPending || keep.isPending,
  };
}
