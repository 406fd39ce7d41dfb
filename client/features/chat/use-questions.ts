import { useMemo } from 'react';
import type { Turn } from '#shared/turn.ts';
import { useStore } from '../../lib/use-store.ts';
import { useChat } from './chat-context.tsx';
import type { PendingAsk } from './pending-ask.ts';

/** What a chat shows: its turns without those that a question on its way takes the place of, then the questions on their way. */
export function useQuestions(sessionId: string, known: readonly Turn[] | undefined) {
  const { asks } = useChat();
  const all = useStore(asks.kept.all);
  return useMemo(() => {
    const here = all.filter((ask) => ask.sessionId === sessionId && !ask.withdrawn);
    const isKnown = ({ turnId }: PendingAsk): boolean => known?.some((turn) => turn.turnId === turnId) === true;
    const gone = new Set([
      ...here.flatMap(({ replaces, error }) => (replaces === null || error !== null ? [] : [replaces])),
      ...all.flatMap(({ turnId, withdrawn }) => (withdrawn ? [turnId] : [])),
    ]);
    return {
      turns: known?.filter(({ turnId }) => !gone.has(turnId)),
      pending: here.filter((ask) => !isKnown(ask)),
    };
  }, [all, known, sessionId]);
}
