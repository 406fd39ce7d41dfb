import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { UserEvent } from '#shared/user-event.ts';
import type { Answerer } from '#server/answering/answer.ts';
import { chatDeps } from '#tests/harness/chat-deps.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { ask } from './ask.ts';
import type { ChatDeps } from './deps.ts';
import { deleteSession } from './delete-session.ts';
import { deleteTurn } from './delete-turn.ts';
import { beat } from './leases.ts';

const cited = { number: 1, passageId: newId(), documentId: newId(), documentName: 'a', page: 1, start: 0, end: 1 };

const answer: Answerer = () => answerAfter(Promise.resolve());

async function* answerAfter(begin: Promise<void>): ReturnType<Answerer> {
  await begin;
  yield { type: 'citation', citation: { ...cited, quote: 'w', gone: false } };
  yield { type: 'token', text: 'Water [1].' };
  return {
    outcome: 'answered',
    route: 'general_qa',
    suggestions: [],
    model: null,
    tokens: { input: 1, output: 1, estimated: true },
  };
}

async function collectInto(told: UserEvent[], entries: AsyncGenerator<{ event: UserEvent }>): Promise<void> {
  for await (const { event } of entries) told.push(event);
}

/**
 * Asks a question whose answer is stored, and does something before anybody is told, or on the way of the news; what the
 * user's tabs are told.
 */
async function askAnd(
  deps: ChatDeps,
  userId: string,
  turnId: string,
  {
    before = async () => {},
    onTheWay = async () => {},
  }: { before?: () => Promise<void>; onTheWay?: () => Promise<void> },
) {
  const told: UserEvent[] = [];
  const { events } = deps;
  let isOnTheWay = false;
  const publish: typeof events.publish = async (to, event) => {
    if (event.type === 'turn.ended' && !isOnTheWay) {
      isOnTheWay = true;
      await onTheWay();
    }
    told.push(event);
    await events.publish(to, event);
  };
  deps.events = { ...events, publish };
  let isDue = true;
  deps.library.names = async () => {
    if (isDue) {
      isDue = false;
      await before();
    }
    return new Map();
  };
  await ask(deps, userId, { turnId, text: 'What is osmosis?', source: 'main_app' });
  const usages = () => told.filter(({ type }) => type === 'usage.changed');
  await expect.poll(usages).toHaveLength(2);
  return told;
}

test('a run that has ended when its lease is looked at is announced', async () => {
  await using data = await openTestDatabase();
  const deps = chatDeps(data.database, { answer });
  const told = await askAnd(deps, newId(), newId(), { before: () => beat(deps) });
  expect(told).toContainEqual(expect.objectContaining({ type: 'turn.ended' }));
});

test('a question that is deleted while its end is being announced is gone last', async () => {
  await using data = await openTestDatabase();
  const deps = chatDeps(data.database, { answer });
  const [userId, turnId] = [newId(), newId()];
  const told = await askAnd(deps, userId, turnId, { onTheWay: () => deleteTurn(deps, userId, turnId) });
  const ofTurn = told.map(({ type }) => type).filter((type) => type.startsWith('turn.'));
  expect(ofTurn).toEqual(['turn.started', 'turn.deleted', 'turn.ended', 'turn.deleted']);
});

test('a chat that is deleted while an end in it is being announced is gone last', async () => {
  await using data = await openTestDatabase();
  const deps = chatDeps(data.database, { answer });
  const [userId, turnId] = [newId(), newId()];
  let isStarted = false;
  const { events } = deps;
  const publish: typeof events.publish = async (to, event) => {
    if (event.type === 'usage.changed') isStarted = true;
    // between the look at the chat and its announcement
    if (isStarted && event.type === 'session.changed') await deleteSession(deps, userId, turnId);
    await events.publish(to, event);
  };
  deps.events = { ...events, publish };
  const told: UserEvent[] = [];
  void collectInto(told, deps.events.follow(userId, undefined, new AbortController().signal));
  await askAnd(deps, userId, turnId, { before: () => expect.poll(() => isStarted).toBe(true) });
  const ofSession = () => told.map(({ type }) => type).filter((type) => type.startsWith('session.'));
  await expect.poll(ofSession).toEqual(['session.changed', 'session.deleted', 'session.changed', 'session.deleted']);
});

test('a run that ends before its start is announced stands in no list as running', async () => {
  await using data = await openTestDatabase();
  const looked = Promise.withResolvers<void>();
  const deps = chatDeps(data.database, { answer: () => answerAfter(looked.promise) });
  const { events } = deps;
  let isFirst = true;
  const publish: typeof events.publish = async (to, event) => {
    if (event.type === 'session.changed' && isFirst) {
      isFirst = false;
      looked.resolve();
      await expect.poll(() => deps.runs.all(), { timeout: 30_000 }).toEqual([]);
    }
    await events.publish(to, event);
  };
  deps.events = { ...events, publish };
  const userId = newId();
  const told: UserEvent[] = [];
  void collectInto(told, deps.events.follow(userId, undefined, new AbortController().signal));
  await ask(deps, userId, { turnId: newId(), text: 'What is osmosis?', source: 'main_app' });
  const running = () =>
    told.flatMap((event) => (event.type === 'session.changed' ? [event.session.runIds.length] : []));
  await expect.poll(running, { timeout: 30_000 }).toHaveLength(2);
  expect(running()).toEqual([1, 0]);
});
