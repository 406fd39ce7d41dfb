import type { AnswerRequest, HistoryTurn } from '#server/answering/answer.ts';
import type { ChatDeps } from './deps.ts';
import type { TurnRow } from './turn-store.ts';

/** What the answer to a turn's question needs: the scope it was asked with, and what came before it. */
export async function requestFor(
  { library }: ChatDeps,
  userId: string,
  turn: Pick<TurnRow, 'question' | 'source' | 'scope'>,
  history: HistoryTurn[],
): Promise<Omit<AnswerRequest, 'signal'>> {
  const { classId, documentId, documentIds } = turn.scope;
  const named =
    documentIds.length > 0
      ? null
      : documentId !== null
        ? await library.findDocument(userId, documentId)
        : classId !== null
          ? await library.findClass(userId, classId)
          : null;
  return {
    question: turn.question,
    source: turn.source,
    scope: { userId, classId, documentId, documentIds: documentIds.length === 0 ? null : documentIds },
    scopeName: named?.name ?? null,
    history,
  };
}
