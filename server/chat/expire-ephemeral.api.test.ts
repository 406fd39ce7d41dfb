import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { endRun } from './end-run.ts';
import { expireEphemeral } from './expire-ephemeral.ts';
import { findSession, putSession } from './session-store.ts';
import { insertTurn } from './turn-store.ts';

const asked = new Date('2026-11-01T12:00:00Z');
const daysLater = (days: number) => new Date(asked.getTime() + days * 24 * 3_600_000);

test('an ephemeral session is deleted 7 days after its last turn, a kept one stays', async () => {
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
    const turn = { turnId, sessionId, question: 'q', source: 'main_app', scope } as const;
    await insertTurn(db, userId, turn, { month: '2026-11', owner: 'a server', now: asked });
    return { turnId, sessionId };
  };
  const end = (turnId: string) =>
    endRun(
      db,
      { userId, turnId, runId: turnId, attempt: 1, month: '2026-11', turn: { answers: [], current: 0 } },
      { end: 'stopped', answer: null },
      { input: 0, output: 0 },
      asked,
    );
  const isThere = async ({ sessionId }: { sessionId: string }) => (await findSession(db, userId, sessionId)) !== null;

  const [passing, kept] = [await make(true), await make(false)];
  await end(kept.turnId);
  await expireEphemeral(db, daysLater(7.1));
  expect(await isThere(passing), 'while its run goes on').toBe(true);
  await end(passing.turnId);
  await expireEphemeral(db, daysLater(6.9));
  expect(await isThere(passing)).toBe(true);
  await expireEphemeral(db, daysLater(7.1));
  expect(await isThere(passing)).toBe(false);
  expect(await isThere(kept)).toBe(true);
});
