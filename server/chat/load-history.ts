import { outcomeSchema, routeSchema } from '#shared/turn.ts';
import type { HistoryTurn } from '#server/answering/answer.ts';
import { type Db, field, present } from '#server/database/client.ts';
import type { TurnRow } from './turn-store.ts';

const newestTurns = 40;

/**
 * The session's answered turns that were accepted before a moment, oldest first; the newest 40 hold more text than any
 * model is shown.
 */
export async function loadHistory(db: Db, userId: string, sessionId: string, before: Date): Promise<HistoryTurn[]> {
  const rows = await db.turns
    .where({ userId, sessionId })
    .where(present)
    .where({ status: 'answered' })
    .where(field.lt('createdAt', before))
    .orderBy({ createdAt: -1 })
    .limit(newestTurns)
    .all();
  return rows.reverse().map((row) => ({ question: row.question, answer: shownAnswer(row) }));
}

function shownAnswer(row: TurnRow): HistoryTurn['answer'] {
  const answer = row.answers[row.current];
  if (answer === undefined) return null;
  return {
    content: answer.content,
    outcome: outcomeSchema.parse(answer.outcome),
    route: routeSchema.parse(answer.route),
    citations: answer.citations.map((citation) => ({ ...citation, gone: false })),
  };
}
