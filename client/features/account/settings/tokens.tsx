import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Token } from '../../../../shared/token.ts';
import { copy } from '../../../copy/en.ts';
import { useTRPC } from '../../../lib/api.ts';
import { appErrorOf } from '../../../lib/app-error.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { toast } from '../../../ui/toasts.ts';
import { NewToken } from './new-token.tsx';

const words = copy.account.tokens;

/** Tokens by which programs ask in the user's name: those that let somebody in, and the way to another one. */
export function Tokens() {
  const api = useTRPC();
  const queries = useQueryClient();
  const tokens = useQuery(api.tokens.list.queryOptions({}));
  const refresh = () => queries.invalidateQueries({ queryKey: api.tokens.list.queryKey() });
  const revoke = useMutation(
    api.tokens.revoke.mutationOptions({
      onSettled: refresh,
      onError: (error) => toast(appErrorOf(error).message),
    }),
  );
  const [asked, setAsked] = useState<Token | null>(null);
  return (
    <>
      {tokens.isPending && <Skeleton lines={2} />}
      {tokens.isError && (
        <p className="flex items-center gap-3">
          {words.failed}
          <Button onClick={() => void tokens.refetch()}>{copy.retry}</Button>
        </p>
      )}
      {tokens.data !== undefined && tokens.data.tokens.length > 0 && (
        <ul className="border-t border-line">
          {tokens.data.tokens.map((token) => (
            <li key={token.tokenId} className="flex items-center gap-3 border-b border-line py-2">
              <div className="min-w-0 flex-1">
                <p className="truncate">{token.name}</p>
                <p className="text-note text-soft">
                  {words.made(token.createdAt)}, {words.used(token.usedAt)}
                </p>
              </div>
              <Button kind="quiet" aria-label={`${words.revoke}: ${token.name}`} onClick={() => setAsked(token)}>
                {words.revoke}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewToken onMade={refresh} />
      {asked !== null && (
        <ConfirmDialog
          title={words.revokeTitle(asked.name)}
          text={words.revokeText}
          action={words.revoke}
          onConfirm={() => revoke.mutate({ tokenId: asked.tokenId })}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
