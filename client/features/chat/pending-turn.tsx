import { useState } from 'react';
import { ClockIcon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { useChat } from './chat-context.tsx';
import { EditQuestion } from './edit-question.tsx';
import type { PendingAsk } from './pending-ask.ts';
import { Question } from './question.tsx';
import { StatusLine } from './status-line.tsx';
import { TurnError } from './turn-error.tsx';
import { useLine } from './use-line.ts';

interface PendingTurnProps {
  ask: PendingAsk;
  /** another question has to be answered before it goes out */
  queued: boolean;
}

/** A question that the server has not accepted yet, or has refused: it waits, and can be changed or taken back meanwhile. */
export function PendingTurn({ ask, queued }: PendingTurnProps) {
  const { asks } = useChat();
  const isOpen = useLine();
  const [editing, setEditing] = useState(false);
  const { turnId, text, documentIds, error } = ask;
  const waits = error === null && (!isOpen || queued);
  return (
    <article aria-label={text} className="turn" data-phase={error ? 'refused' : waits ? 'held' : 'sending'}>
      {editing ? (
        <EditQuestion
          turnId={turnId}
          initial={{ text, documentIds }}
          onSend={(draft) => asks.change(turnId, draft)}
          onClose={() => setEditing(false)}
        />
      ) : (
        <Question text={text} documentIds={documentIds} />
      )}
      <div className="turn-text">
        {error && <TurnError error={error} partial={false} onRetry={() => asks.again(turnId)} disabled={false} />}
        {waits && (
          <output className="flex items-center gap-2.5 text-ui text-soft">
            <ClockIcon className="shrink-0" />
            {isOpen ? copy.chat.waitsForAnswer : copy.chat.waitsForLine}
          </output>
        )}
        {error === null && !waits && <StatusLine status={null} />}
        {(error !== null || waits) && !editing && (
          <div className="mt-2 -ml-3 flex">
            <Button kind="quiet" onClick={() => setEditing(true)}>
              {copy.chat.edit}
            </Button>
            <Button kind="quiet" onClick={() => asks.cancel(turnId)}>
              {error === null ? copy.chat.takeBack : copy.chat.dismiss}
            </Button>
          </div>
        )}
      </div>
    </article>
  );
}
