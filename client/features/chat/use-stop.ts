import { useCallback, useState } from 'react';
import { useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { toast } from '../../ui/toasts.ts';

/** Stops runs; `stopping` from the press until the run has ended. */
export function useStop(): { stop: (runId: string) => void; stopping: boolean } {
  const client = useTRPCClient();
  const [stopping, setStopping] = useState(false);
  const stop = useCallback(
    (runId: string) => {
      setStopping(true);
      client.turns.stop
        .mutate({ runId })
        .catch((error: unknown) => toast(appErrorOf(error).message))
        .finally(() => setStopping(false));
    },
    [client],
  );
  return { stop, stopping };
}
