import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { chatDeps } from '#tests/harness/chat-deps.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { retry } from './retry.ts';
import { putSession } from './session-store.ts';
import { findStoredTurnOfRun, insertTurn, startRun } from './turn-store.ts';
import { endRun } from './end-run.ts';
import { appError } from '#shared/failure.ts';

test('a retry that another server stores between two looks at the turn is that run, and no conflict', async () => {
  await using data = await openTestDatabase();
  const { db } = data.database;
  const [userId, sessionId, turnId, runId] = [newId(), newId(), newId(), newId()];
  const start = { month: '2026-11', owner: newId(), now: new Date() };
  const binding = { classId: null, documentId: null };
  const session = { sessionId, name: 'Chat', source: 'main_app', ephemeral: false, ...binding } as const;
  await putSession(db, userId, session, start.now);
  const scope = { ...binding, documentIds: [] };
  const turn = await insertTurn(db, userId, { turnId, sessionId, question: 'q', source: 'main_app', scope }, start);
  const error = appError('MODEL_UNAVAILABLE', 'It failed.');
  const failed = { end: 'failed', error } as const;
  await endRun(
    db,
    { userId, turnId, runId: turnId, attempt: 1, month: start.month, turn },
    failed,
    { input: 0, output: 0 },
    start.now,
  );

  const deps = chatDeps(data.database);
  let isFirst = true;
  deps.db = new Proxy(db, {
    get: (target, name) => {
      const collection: unknown = Reflect.get(target, name);
      if (name !== 'turns' || !isFirst) return collection;
      isFirst = false;
      return new Proxy(target.turns, {
        get: (turns, part) => {
          const own: unknown = part === 'where' ? lateWhere : Reflect.get(turns, part);
          return own;
        },
      });
    },
  });
  // the first look finds the turn as it was; right after it the other server's retry is stored
  const lateWhere = () => ({
    where: () => ({
      first: async () => {
        const before = await db.turns.where({ userId, turnId }).first();
        if (before !== null) await startRun(db, before, runId, start);
        return before;
      },
    }),
  });
  expect(await retry(deps, userId, turnId, runId)).toEqual({ sessionId, turnId, runId });
  expect((await findStoredTurnOfRun(db, userId, runId))?.runIds).toEqual([turnId, runId]);
});
