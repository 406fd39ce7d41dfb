import { useMutation } from '@tanstack/react-query';
import type { Reaction, Turn } from '#shared/turn.ts';
import { useTRPC } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { toast } from '../../ui/toasts.ts';
import { useChat } from './chat-context.tsx';

const withReaction = (turn: Turn, runId: string, reaction: Reaction): Turn => ({
  ...turn,
  answers: turn.answers.map((answer) => (answer.runId === runId ? { ...answer, reaction } : answer)),
});

/** Sets the reaction to one answer of a turn: shown at once, taken back if the server refuses it. */
export function useReaction(turn: Turn, runId: string): (reaction: Reaction) => void {
  const { cache } = useChat();
  const api = useTRPC();
  const current = (): Turn => cache.read(turn.sessionId)?.turns.find(({ turnId }) => turnId === turn.turnId) ?? turn;
  const before = turn.answers.find((answer) => answer.runId === runId)?.reaction ?? null;
  const { mutate } = useMutation(
    api.reactions.set.mutationOptions({
      onMutate: ({ reaction }) => {
        cache.putTurn(withReaction(current(), runId, reaction));
        return { before };
      },
      onError: (error, _input, context) => {
        cache.putTurn(withReaction(current(), runId, context?.before ?? null));
        toast(appErrorOf(error).message);
      },
    }),
  );
  return (reaction) => mutate({ turnId: turn.turnId, runId, reaction });
}
