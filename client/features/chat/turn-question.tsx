import type { Turn } from '#shared/turn.ts';
import { useChat } from './chat-context.tsx';
import { EditQuestion } from './edit-question.tsx';
import { Question } from './question.tsx';

interface TurnQuestionProps {
  turn: Turn;
  editing: boolean;
  onClose: () => void;
}

/** A question, or the place where another is written that takes its place. */
export function TurnQuestion({ turn, editing, onClose }: TurnQuestionProps) {
  const { asks, cache } = useChat();
  const { turnId, sessionId, question, documentIds } = turn;
  const { classId = null, documentId: bound = null } = cache.read(sessionId)?.session ?? {};
  if (!editing) return <Question text={question} documentIds={documentIds} />;
  return (
    <EditQuestion
      turnId={turnId}
      initial={{ text: question, documentIds: documentIds ?? [] }}
      onClose={onClose}
      onSend={(draft) => asks.ask(sessionId, { classId, documentId: bound }, draft, { replaces: turnId })}
    />
  );
}
