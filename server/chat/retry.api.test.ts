import { expect, test } from 'vitest';
import { limits } from '#shared/limits.ts';
import { newId } from '#shared/ids.ts';
import { chatDeps } from '#tests/harness/chat-deps.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { endRun } from './end-run.ts';
import { answerRow, nothingDelivered } from './delivered.ts';
import { retry } from './retry.ts';
import { putSession } from './session-store.ts';
import { insertTurn, startRun } from './turn-store.ts';

test('two servers that retry an answer of 49 versions at once make one more', async () => {
  await using data = await openTestDatabase();
  const { db, native } = data.database;
  const [userId, sessionId, turnId, classId] = [newId(), newId(), newId(), newId()];
  const start = { month: '2026-11', owner: newId(), now: new Date() };
  const session = { sessionId, name: 'Chat', source: 'main_app', ephemeral: false, classId, documentId: null } as const;
  await putSession(db, userId, session, start.now);
  const scope = { classId, documentId: null, documentIds: [] };
  const turn = await insertTurn(db, userId, { turnId, sessionId, question: 'q', source: 'main_app', scope }, start);
  const versionOf = (runId: string) => answerRow(nothingDelivered(), null, { runId, acceptedAt: start.now }, start.now);
  const end = async (runId: string) =>
    endRun(
      db,
      { userId, turnId, runId, attempt: 1, month: start.month, turn },
      { end: 'completed', answer: { ...versionOf(runId), outcome: 'no_hit' } },
      { input: 0, output: 0 },
      start.now,
    );
  await end(turnId);
  const answers = Array.from({ length: limits.versionsPerTurn - 1 }, () => versionOf(newId()));
  await native.collection('turns').updateOne({ turnId }, { $set: { answers } });

  const deps = chatDeps(data.database);
  deps.library.findClass = async () => {
    // another server's retry, from its start to its end
    const turn = await db.turns.where({ userId, turnId }).first();
    const runId = newId();
    if (turn !== null && (await startRun(db, turn, runId, start)) !== null) await end(runId);
    return null;
  };
  await expect(retry(deps, userId, turnId, newId())).rejects.toThrow('50 versions');
  expect((await db.turns.where({ userId, turnId }).first())?.answers).toHaveLength(limits.versionsPerTurn);
});
