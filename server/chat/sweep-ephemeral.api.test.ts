import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { endRun } from './end-run.ts';
import { putSession } from './session-store.ts';
import { sweepEphemeral } from './sweep-ephemeral.ts';
import { findTurn, insertTurn } from './turn-store.ts';

const asked = new Date('2026-11-01T12:00:00Z');
const daysLater = (days: number) => new Date(asked.getTime() + days * 24 * 3_600_000);

test('an ephemeral session and its turns are gone 7 days after its last turn, a kept one stays', async () => {
  await using data = await openTestDatabase();
  const { db } = data.database;
  const userId = newId();
  const make = async (ephemeral: boolean) => {
    const [sessionId, turnId] = [newId(), newId()];
    const scope = { classId: null, documentId: null, documentIds: [] };
    await putSession(
      db,
      userId,
      { sessionId, name: 'Document Chat', source: 'main_app', ephemeral, classId: null, documentId: null },
      asked,
    );
    await insertTurn(db, userId, { turnId, sessionId, question: 'q', source: 'main_app', scope }, '2026-11', asked);
    return { turnId, sessionId };
  };
  const end = (turnId: string) =>
    endRun(
      db,
      { userId, turnId, runId: turnId, attempt: 1 },
      { end: 'stopped', answer: null },
      { input: 0, output: 0 },
      asked,
    );
  const [passing, kept] = [await make(true), await make(false)];
  await end(kept.turnId);
  await sweepEphemeral(db, daysLater(7.1));
  expect(await findTurn(db, userId, passing.turnId), 'while its run goes on').not.toBeNull();
  await end(passing.turnId);
  await sweepEphemeral(db, daysLater(6.9));
  expect(await findTurn(db, userId, passing.turnId)).not.toBeNull();
  await sweepEphemeral(db, daysLater(7.1));
  expect(await findTurn(db, userId, passing.turnId)).toBeNull();
  expect(await findTurn(db, userId, kept.turnId)).not.toBeNull();
  expect((await db.sessions.where({ userId }).all()).map(({ sessionId }) => sessionId)).toEqual([kept.sessionId]);
});
