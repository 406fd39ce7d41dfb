import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Turn } from '#shared/turn.ts';
import { useTRPC } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { toast } from '../../ui/toasts.ts';
import { useChat } from './chat-context.tsx';

export interface Versions {
  /** place of the shown one, from 0 */
  shown: number;
  /** with the one that is being written, which is the last */
  count: number;
  /** the shown one is being written */
  growing: boolean;
  show: (place: number) => void;
}

/** The versions of an answer: which is shown, also beside one that is being written, which is shown until another is chosen. */
export function useVersions(turn: Turn): Versions {
  const { cache } = useChat();
  const api = useTRPC();
  const { turnId, runId, answers, current } = turn;
  const [passedOver, setPassedOver] = useState<string | null>(null);
  const growing = runId !== null && runId !== passedOver;
  const { mutate } = useMutation(
    api.turns.select.mutationOptions({
      // one after the other, so that the last choice is the one that is stored
      scope: { id: `versions of ${turnId}` },
      onMutate: (choice) => cache.choose(turn.sessionId, turnId, choice.current),
      onError: (error, _choice, undo) => {
        undo?.();
        toast(appErrorOf(error).message);
      },
      onSettled: (_turn, _error, choice) => cache.settle(turnId, choice.current),
    }),
  );
  return {
    shown: growing ? answers.length : current,
    count: answers.length + (runId === null ? 0 : 1),
    growing,
    show: (place) => {
      const isStored = place < answers.length;
      setPassedOver(isStored ? runId : null);
      if (isStored && (place !== current || turn.error !== null)) mutate({ turnId, current: place });
    },
  };
}
