import { errorCodeSchema } from '#shared/errors.ts';
import type { AppError } from '#shared/errors.ts';
import type { TerminalEvent } from '#shared/run-event.ts';
import { outcomeSchema, reactionSchema, routeSchema } from '#shared/turn.ts';
import type { Answer, Turn } from '#shared/turn.ts';
import { appError } from '#shared/failure.ts';
import type { ChatDeps } from './deps.ts';
import type { AnswerRow, EndedRunRow, TurnRow } from './turn-store.ts';

/** the documents that are still there, by id */
type Present = ReadonlyMap<string, string>;

/** Turns as clients see them; a citation whose document is gone says so and keeps its text. */
export async function viewTurns(
  { library }: Pick<ChatDeps, 'library'>,
  userId: string,
  rows: readonly TurnRow[],
): Promise<Turn[]> {
  const cited = rows.flatMap((row) =>
    row.answers.flatMap((answer) => answer.citations.map((citation) => citation.documentId)),
  );
  const present: Present = cited.length === 0 ? new Map() : await library.names(userId, [...new Set(cited)]);
  return rows.map((row) => viewTurn(row, present));
}

export async function viewOne(deps: Pick<ChatDeps, 'library'>, row: TurnRow): Promise<Turn> {
  const [turn] = await viewTurns(deps, row.userId, [row]);
  if (turn === undefined) throw new Error('a view of one turn is one turn');
  return turn;
}

function viewTurn(row: TurnRow, present: Present): Turn {
  return {
    turnId: row.turnId,
    sessionId: row.sessionId,
    question: row.question,
    documentIds: row.scope.documentIds.length === 0 ? null : [...row.scope.documentIds],
    status: row.status,
    runId: row.running?.runId ?? null,
    answers: row.answers.map((answer) => viewAnswer(answer, present)),
    current: row.current,
    error: row.error === null ? null : viewError(row.error),
    createdAt: row.createdAt.toISOString(),
  };
}

const viewAnswer = (row: AnswerRow, present: Present): Answer => ({
  ...row,
  outcome: outcomeSchema.parse(row.outcome),
  route: routeSchema.parse(row.route),
  reaction: reactionSchema.parse(row.reaction),
  citations: row.citations.map((citation) => ({ ...citation, gone: !present.has(citation.documentId) })),
  suggestions: [...row.suggestions],
  createdAt: row.createdAt.toISOString(),
});

const viewError = (row: NonNullable<TurnRow['error']>): AppError => ({ ...row, code: errorCodeSchema.parse(row.code) });

/** The terminal event of a run that has ended, from its stored turn. */
export function terminalEvent(turn: Turn, ended: EndedRunRow): TerminalEvent {
  const type = endOf(ended);
  if (type !== 'failed') return { type, turn };
  const error =
    ended.error === null
      ? appError('INTERNAL', 'Something went wrong on our side. Try again.')
      : viewError(ended.error);
  return { type, turn, error };
}

/** How a stored run ended. */
export function endOf(ended: EndedRunRow): TerminalEvent['type'] {
  return ended.end === 'completed' || ended.end === 'stopped' ? ended.end : 'failed';
}
