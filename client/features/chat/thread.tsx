import { type ReactNode, useCallback } from 'react';
import { ArrowDownIcon } from '@radix-ui/react-icons';
import type { Citation } from '#shared/passage.ts';
import { copy } from '../../copy/en.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { useAtLeast } from '../../lib/use-width.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Place } from './asks.ts';
import { useChat } from './chat-context.tsx';
import { Composer } from './composer.tsx';
import type { Draft } from './draft.ts';
import { NearTurn } from './near-turn.tsx';
import { PendingTurn } from './pending-turn.tsx';
import { useEarlier } from './use-earlier.ts';
import { useEscape } from './use-escape.ts';
import { useFollow } from './use-follow.ts';
import { useLine } from './use-line.ts';
import { useOpenSession } from './use-open-session.ts';
import { useQuestions } from './use-questions.ts';
import { useStop } from './use-stop.ts';

/** The page's width from which footnotes stand in its margin. */
const marginPx = 904;
/** So many of the newest turns are set when a thread is opened; the others when they come near. */
const shownAtOnce = 2;

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
  const { data, error, refetch } = useOpenSession(sessionId);
  const { turns, pending } = useQuestions(sessionId, data?.turns);
  const isOpen = useLine();
  const { box, content, atEnd, follow } = useFollow(sessionId);
  const margin = useAtLeast(box, marginPx);
  const { load, loading, top } = useEarlier(sessionId, data);

  const running = turns?.findLast((turn) => turn.runId !== null)?.runId ?? null;
  const sending = pending.some((ask) => ask.error === null);
  const { stop, stopping } = useStop();
  const stopRunning = useCallback(() => {
    if (running !== null) stop(running);
  }, [running, stop]);
  useEscape(running === null || stopping ? null : stopRunning);
  const ask = useCallback(
    (draft: Draft) => {
      asks.ask(sessionId, place, draft, { after: running });
      follow();
    },
    [asks, sessionId, place, running, follow],
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
            <div className="turn" ref={top}>
              <Button kind="quiet" className="-ml-3 justify-self-start" disabled={loading} onClick={load}>
                {copy.chat.earlier}
              </Button>
            </div>
          )}
          {turns?.map((turn, index) => (
            <NearTurn
              key={turn.turnId}
              turn={turn}
              newest={index >= turns.length - shownAtOnce}
              margin={margin}
              beside={beside}
              busy={busy}
              last={turn === turns.at(-1)}
              onAsk={ask}
              onOpen={onOpen}
            />
          ))}
          {pending.map((waiting, at) => (
            <PendingTurn key={waiting.turnId} ask={waiting} queued={at > 0 || running !== null} />
          ))}
          {data && turns?.length === 0 && pending.length === 0 && (
            <p className="font-serif text-read text-soft">{copy.chat.empty}</p>
          )}
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
              <Composer
                place={sessionId}
                onSend={ask}
                onStop={running === null || !isOpen ? null : stopRunning}
                stopping={stopping}
                ready
              />
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
