import { useCallback, useSyncExternalStore } from 'react';
import { useChat } from './chat-context.tsx';
import { type LiveRun, newLiveRun } from './live-run.ts';

const nothing = (): void => {};

/** What a run has delivered so far; watches it while mounted. Nothing for null. */
export function useLiveRun(runId: string | null): LiveRun {
  const { feeds } = useChat();
  const subscribe = useCallback(
    (listener: () => void) => (runId === null ? nothing : feeds.listen(runId, listener)),
    [feeds, runId],
  );
  return useSyncExternalStore(subscribe, () => (runId === null ? newLiveRun : feeds.read(runId)));
}
