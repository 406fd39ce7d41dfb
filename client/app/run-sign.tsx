import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useChat } from '../features/chat/chat-context.tsx';
import { setTitleSign } from '../lib/page-title.ts';

/** Lets the tab's title and icon tell that an answer is being written, and that one came while the tab was hidden. */
export function RunSign() {
  const { cache } = useChat();
  const queries = useQueryClient();
  useEffect(() => {
    let wasRunning = false;
    const look = (): void => {
      const isRunning = cache.isAnyRunning();
      if (isRunning === wasRunning) return;
      wasRunning = isRunning;
      setTitleSign(isRunning ? 'running' : document.hidden ? 'ready' : 'none');
    };
    const onVisible = (): void => {
      if (!document.hidden) setTitleSign(wasRunning ? 'running' : 'none');
    };
    const unsubscribe = queries.getQueryCache().subscribe(look);
    document.addEventListener('visibilitychange', onVisible);
    look();
    return () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', onVisible);
      setTitleSign('none');
    };
  }, [cache, queries]);
  return null;
}
