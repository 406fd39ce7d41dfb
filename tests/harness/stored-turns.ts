import type { Db } from '#server/database/client.ts';
import { newId } from '#shared/ids.ts';

/** Stores answered turns in a session, a second apart, as if they had been asked. */
export async function storeTurns(
  db: Db,
  userId: string,
  sessionId: string,
  turns: readonly { question: string; content: string }[],
): Promise<void> {
  const began = Date.now() - turns.length * 1_000;
  const rows = turns.map(({ question, content }, n) => {
    const turnId = newId();
    const createdAt = new Date(began + n * 1_000);
    const answer = {
      runId: turnId,
      content,
      outcome: 'answered' as const,
      route: 'general_qa' as const,
      citations: [],
      suggestions: [],
      reaction: null,
      model: 'test',
      firstTokenMs: 300,
      totalMs: 3_000,
      createdAt,
    };
    return {
      userId,
      turnId,
      sessionId,
      question,
      source: 'main_app' as const,
      scope: { classId: null, documentId: null, documentIds: [] },
      status: 'answered' as const,
      running: null,
      runIds: [turnId],
      ended: [],
      answers: [answer],
      current: 0,
      error: null,
      createdAt,
      deletedAt: null,
    };
  });
  await db.turns.createAndCount(rows);
}
