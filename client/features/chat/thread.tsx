import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback } from 'react';
import { ArrowDownIcon } from '@radix-ui/react-icons';
import type { Citation } from '#shared/passage.ts';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { useStore } from '../../lib/use-store.ts';
import { useAtLeast } from '../../lib/use-width.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Place } from './asks.ts';
import { useChat } from './chat-context.tsx';
import { Composer } from './composer.tsx';
import { PendingTurn } from './pending-turn.tsx';
import { Turn } from './turn.tsx';
import { useEarlier } from './use-earlier.ts';
import { useEscape } from './use-escape.ts';
import { useFollow } from './use-follow.ts';
import { useStop } from './use-stop.ts';

/** The page's width from which footnotes stand in its margin. */
const marginPx = 904;

interface ThreadProps {
  sessionId: string;
  place: Place;
  beside: boolean;
  /** stands in the composer's place where nothing can be asked */
  blocked: ReactNode | null;
  onOpen: (citation: Citation) => void;
}

/** A session: its questions and answers, and the place for the next question. */
export function Thread({ sessionId, place, beside, blocked, onOpen }: ThreadProps) {
  const { asks } = useChat();
  const { data, error, refetch } = useQuery(useTRPC().sessions.get.queryOptions({ sessionId }));
  const pending = useStore(asks.pending).filter(
    (ask) => ask.sessionId === sessionId && !data?.turns.some((turn) => turn.turnId === ask.turnId),
  );
  const { box, content, atEnd, follow } = useFollow(sessionId);
  const margin = useAtLeast(box, marginPx);
  const earlier = useEarlier(sessionId);

  const running = data?.turns.findLast((turn) => turn.runId !== null)?.runId ?? null;
  const sending = pending.some((ask) => ask.error === null);
  const { stop, stopping } = useStop();
  const stopRunning = useCallback(() => {
    if (running !== null) stop(running);
  }, [running, stop]);
  useEscape(running === null || stopping ? null : stopRunning);
  const ask = useCallback(
    (text: string) => {
      asks.ask(sessionId, place, text);
      follow();
    },
    [asks, sessionId, place, follow],
  );

  const busy = running !== null || sending || blocked !== null;
  const verdict = error === null ? null : appErrorOf(error);
  if (!data && verdict) {
    return (
      <Empty title={copy.notFound.title} text={verdict.code === 'NOT_FOUND' ? copy.sessions.gone : verdict.message}>
        {verdict.retryable && <Button onClick={() => void refetch()}>{copy.retry}</Button>}
      </Empty>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div ref={box} className="thread-scroll" data-margin={margin ? '' : undefined}>
        <div ref={content} className="thread">
          <h1 className="sr-only">{data?.session.name ?? copy.loading}</h1>
          {data?.nextCursor != null && (
            <div className="turn">
              <Button
                kind="quiet"
                className="-ml-3 justify-self-start"
                disabled={earlier.loading}
                onClick={() => data.nextCursor && earlier.load(data.nextCursor)}
              >
                {copy.chat.earlier}
              </Button>
            </div>
          )}
          {data?.turns.map((turn) => (
            <Turn
              key={turn.turnId}
              turn={turn}
              margin={margin}
              beside={beside}
              busy={busy}
              onAsk={ask}
              onOpen={onOpen}
            />
          ))}
          {pending.map((waiting) => (
            <PendingTurn key={waiting.turnId} ask={waiting} />
          ))}
          {!data && <Skeleton lines={6} className="max-w-measure" />}
        </div>
      </div>
      <div className="thread-foot" data-margin={margin ? '' : undefined}>
        <div className="thread-composer">
          <div className="relative">
            {!atEnd && (
              <Button className="absolute -top-12 left-1/2 -translate-x-1/2 shadow-float" onClick={follow}>
                <ArrowDownIcon />
                {copy.chat.latest}
              </Button>
            )}
            {blocked ?? (
              <Composer onSend={ask} onStop={running === null ? null : stopRunning} stopping={stopping} ready />
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
