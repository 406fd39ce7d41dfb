import { useCallback } from 'react';
import type { Turn } from '#shared/turn.ts';
import { copy } from '../../copy/en.ts';
import { useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { toast } from '../../ui/toasts.ts';
import { useChat } from './chat-context.tsx';

/** Deletes a question with its answers: gone at once, and back by one press for a while. */
export function useDeleteTurn(): (turn: Turn) => void {
  const { turns } = useTRPCClient();
  const { cache } = useChat();
  return useCallback(
    (turn) => {
      const { turnId, sessionId } = turn;
      const say = (error: unknown): void => toast(appErrorOf(error).message);
      cache.removeTurn(sessionId, turnId);
      const deleted = turns.delete.mutate({ turnId }).catch((error: unknown) => {
        cache.putTurn(turn);
        say(error);
      });
      const undo = (): void => {
        void deleted
          .then(() => turns.restore.mutate({ turnId }))
          .then((restored) => cache.putTurn(restored))
          .catch(say);
      };
      toast(copy.chat.deleted, { label: copy.undo, run: undo });
    },
    [turns, cache],
  );
}
