import { expect, test } from 'vitest';
import { limits } from '#shared/limits.ts';
import { newId } from '#shared/ids.ts';
import { confirmPlace, reserve } from '#server/quota/reserve.ts';
import { chatDeps } from '#tests/harness/chat-deps.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { isSwept } from '#server/database/deletion-marks.ts';
import type { ChatDeps } from './deps.ts';
import { endRun } from './end-run.ts';
import { recoverAll, settleLeft } from './recover.ts';
import { putSession } from './session-store.ts';
import { sweepDeleted } from './sweep-deleted.ts';
import { insertTurn } from './turn-store.ts';

const scope = { classId: null, documentId: null, documentIds: [] };

/** A run that a server left behind. */
async function leftBehind({ db, clock }: ChatDeps, sessionId: string) {
  const [userId, turnId] = [newId(), newId()];
  const now = clock();
  const turn = { turnId, sessionId, question: 'q', source: 'main_app', scope } as const;
  await insertTurn(db, userId, turn, { month: now.toISOString().slice(0, 7), owner: newId(), now });
  return db.turns.where({ userId, turnId });
}

test('a run that cannot be ended keeps neither the others nor the start', async () => {
  await using data = await openTestDatabase();
  const deps = chatDeps(data.database);
  const turns = [];
  for (let left = 3; left > 0; left -= 1) turns.push(await leftBehind(deps, newId()));
  // data that this version cannot read
  const stranger = await turns[0]?.first();
  const native = data.database.native.collection('turns');
  await native.updateOne(
    { turnId: stranger?.turnId },
    { $set: { answers: [{ outcome: 'unheard of', citations: [] }] } },
  );
  await recoverAll(deps, async () => true);
  for (const turn of turns.slice(1)) expect(await turn.first()).toMatchObject({ running: null, status: 'failed' });
});

test('an end that a server stored and told nobody of is settled, and its user’s tabs look again', async () => {
  await using data = await openTestDatabase();
  const deps = chatDeps(data.database);
  const { db } = deps;
  const turn = await leftBehind(deps, newId());
  const stored = await turn.first();
  if (!stored?.running) throw new Error('it goes on');
  const { userId, turnId, running } = stored;
  const told: unknown[] = [];
  deps.events.publish = async (to, event) => void told.push([to, event.type]);
  await endRun(
    db,
    { userId, turnId, runId: turnId, attempt: 1, month: running.month, turn: stored },
    { end: 'stopped', answer: null },
    { input: 0, output: 0 },
    deps.clock(),
  );
  await confirmPlace(db, await reserve(db, userId, turnId, 25, deps.clock()));
  await settleLeft(deps);
  expect((await db.usage.where({ userId }).first())?.held).toEqual([]);
  expect(told).toEqual([[userId, 'reset']]);
  await settleLeft(deps);
  expect(told).toHaveLength(1);
});

test('a question that was stored after its chat had been swept goes after it, also where its server died', async () => {
  await using data = await openTestDatabase();
  let ahead = 0;
  const deps = chatDeps(data.database, { clock: () => new Date(Date.now() + ahead) });
  const turn = await leftBehind(deps, newId());
  await recoverAll(deps, async () => true);
  ahead = limits.restorableMs;
  await sweepDeleted(deps);
  expect(await turn.first()).toSatisfy(isSwept);
});

test('a chat is swept whole, also what a server with a fast clock stored in it', async () => {
  await using data = await openTestDatabase();
  const deps = chatDeps(data.database);
  const { db } = deps;
  const sessionId = newId();
  const fast = { ...deps, clock: () => new Date(Date.now() + 60_000) };
  const turn = await leftBehind(fast, sessionId);
  const { userId } = (await turn.first()) ?? { userId: '' };
  const session = { sessionId, name: 'Chat', source: 'main_app', ephemeral: false, classId: null, documentId: null };
  await putSession(db, userId, { ...session, source: 'main_app' }, new Date());
  await recoverAll(deps, async () => true);
  await db.sessions.where({ userId, sessionId }).update({ deletedAt: new Date(0) });
  await sweepDeleted(deps);
  expect(await turn.first()).toSatisfy(isSwept);
  expect(await db.sessions.where({ userId, sessionId }).first()).toSatisfy(isSwept);
});
