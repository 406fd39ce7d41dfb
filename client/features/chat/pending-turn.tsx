import type { PendingAsk } from './asks.ts';
import { useChat } from './chat-context.tsx';
import { Question } from './question.tsx';
import { StatusLine } from './status-line.tsx';
import { TurnError } from './turn-error.tsx';

/** A question that the server has not accepted yet, or has refused. */
export function PendingTurn({ ask }: { ask: PendingAsk }) {
  const { asks } = useChat();
  return (
    <article aria-label={ask.text} className="turn" data-phase={ask.error ? 'refused' : 'sending'}>
      <Question text={ask.text} />
      <div className="turn-text">
        {ask.error ? (
          <TurnError error={ask.error} partial={false} onRetry={() => asks.again(ask.turnId)} disabled={false} />
        ) : (
          <StatusLine status={null} />
        )}
      </div>
    </article>
  );
}
