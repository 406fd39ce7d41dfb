import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '#shared/ids.ts';
import type { Turn } from '#shared/turn.ts';
import { useTRPC } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { toast } from '../../ui/toasts.ts';
import { useChat } from './chat-context.tsx';

/** Runs a failed turn again. The run's id is made once per try, so that a press after a lost reply asks for the same run. */
export function useRetry(turn: Turn): { retry: () => void; sending: boolean } {
  const { cache, feeds } = useChat();
  const api = useTRPC();
  const [runId, setRunId] = useState(newId);
  const { mutate, isPending } = useMutation(
    api.turns.retry.mutationOptions({
      onMutate: () => turn,
      onSuccess: (reply, _call, asked) => {
        cache.putStarted(asked, reply.runId);
        feeds.release(reply.runId);
        setRunId(newId());
      },
      onError: (error) => toast(appErrorOf(error).message),
    }),
  );
  return { retry: () => mutate({ turnId: turn.turnId, runId }), sending: isPending };
}
