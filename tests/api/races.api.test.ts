import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Failure } from '#shared/failure.ts';
import { newId } from '#shared/ids.ts';
import type { AskReply } from '#shared/turn.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import type { Reply } from '#tests/harness/model-script.ts';
import type { ErrorAnswer } from '#tests/harness/model-call.ts';

const month = new Date().toISOString().slice(0, 7);
let app: TestApp;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp({ FREE_CHATS_PER_MONTH: '100000' });
  person = await app.person();
  ({ classId } = await classWith(app, person, [osmosis]));
});
afterAll(() => app[Symbol.asyncDispose]());

interface Step {
  act: 'ask' | 'ask otherwise' | 'stop' | 'retry' | 'watch';
  turn: number;
  run: number;
  /** before the next step, in milliseconds; null: at the same moment */
  wait: number | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('ask', 'ask', 'ask otherwise', 'stop', 'stop', 'retry', 'retry', 'watch'),
  turn: fc.nat(1),
  run: fc.nat(3),
  wait: fc.option(fc.nat(12)),
});
const script: fc.Arbitrary<Reply | ErrorAnswer> = fc.oneof(
  fc.record({
    pieces: fc.constantFrom(['Water ', 'moves [1', ']. It ', 'does.'], ['NO_ANS', 'WER'], ['Half [1] a', 'n'], [' ']),
    delayMs: fc.nat(5),
    firstDelayMs: fc.nat(8),
    end: fc.constantFrom('stop', 'stop', 'length', 'cut', 'no finish'),
  }),
  fc.constant({ status: 500 }),
);

interface Watched {
  runId: string;
  text: string;
  ends: string[];
}

/** Watches over connections that drop after a few events each; null where the run is unknown. */
async function watchWithDrops(runId: string, leaves: readonly number[]): Promise<Watched | null> {
  const watched: Watched = { runId, text: '', ends: [] };
  let lastEventId: string | undefined;
  for (const leave of [...leaves, Infinity]) {
    const line = new AbortController();
    let seen = 0;
    for await (const { id, event } of app.app.services.chat.watch(person.userId, runId, lastEventId, line.signal)) {
      lastEventId = id;
      if (event.type === 'token') {
        expect(event.offset).toBe(watched.text.length);
        watched.text += event.text;
      }
      if (id === 'end') watched.ends.push(event.type);
      seen += 1;
      if (seen >= leave) break;
    }
    line.abort();
  }
  return watched;
}

/** What is refused by a rule is part of the game. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Failure && ['CONFLICT', 'NOT_FOUND', 'TOO_MANY_REQUESTS'].includes(error.app.code))
      return null;
    throw error;
  }
}

test('RS-02, RS-03, FT-09 ask, stop, retry and watch in any order: one end a run, the streamed text stored, each place settled', async () => {
  const { chat } = app.app.services;
  const { db } = app.app.database;
  const { userId } = person;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 14 }),
      script,
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }),
      async (steps, model, leaves) => {
        app.passMinute();
        app.model.always(model);
        const turnIds = [newId(), newId()];
        // a turn's id may be tried as a retry's too
        const runIds = [...turnIds, newId(), newId()];
        const watches: Promise<Watched | null>[] = [];
        const stops: Promise<{ runId: string; end: string } | null>[] = [];
        const calls: Promise<AskReply | null>[] = [];
        const accepted = (call: Promise<AskReply>) => {
          const reply = unlessRefused(call);
          calls.push(reply);
          watches.push(reply.then((run) => (run === null ? null : watchWithDrops(run.runId, leaves))));
        };
        for (const { act, turn, run, wait } of steps) {
          const [turnId = '', runId = ''] = [turnIds[turn], runIds[run]];
          const question = { turnId, classId, source: 'main_app' as const };
          if (act === 'ask') accepted(chat.ask(userId, { ...question, text: 'What is osmosis?' }));
          if (act === 'ask otherwise') accepted(chat.ask(userId, { ...question, text: 'Why osmosis?' }));
          if (act === 'retry') accepted(chat.retry(userId, turnId, runId));
          if (act === 'watch') watches.push(unlessRefused(watchWithDrops(runId, leaves)));
          if (act === 'stop') stops.push(unlessRefused(chat.stop(userId, runId).then(({ end }) => ({ runId, end }))));
          if (wait !== null) await delay(wait);
        }
        await Promise.all(calls);
        const [seen, stopped] = await Promise.all([Promise.all(watches), Promise.all(stops)]);
        const turns = await db.turns.where({ userId }).all();
        const runs = turns.flatMap(({ ended, answers }) =>
          ended.map((run) => ({ ...run, answer: answers.find(({ runId }) => runId === run.runId) })),
        );
        expect(
          turns.filter(({ running, runIds: ids, ended }) => running !== null || ids.length !== ended.length),
        ).toEqual([]);
        for (const watched of seen) {
          const run = runs.find(({ runId }) => runId === watched?.runId);
          if (watched === null) continue;
          expect(watched.ends).toEqual([run?.end]);
          if (run?.answer) expect(watched.text).toBe(run.answer.content);
        }
        for (const stop of stopped)
          if (stop) expect(runs.find(({ runId }) => runId === stop.runId)?.end).toBe(stop.end);
        const counted = runs.filter((run) => run.counted).length;
        const usage = await db.usage.where({ userId, month }).first();
        if (usage) expect(usage).toMatchObject({ used: counted, places: counted, held: [], reserved: [] });
        const sessions = await db.sessions.where({ userId }).all();
        expect(sessions).toHaveLength(new Set(turns.map(({ sessionId }) => sessionId)).size);
        await Promise.all(app.model.calls.map((call) => call.over));
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});
