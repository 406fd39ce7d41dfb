import { setTimeout as sleep } from 'node:timers/promises';
import { field } from '#server/database/client.ts';
import type { Round } from './round.ts';

/** How long after everything is well again all may take to end: recovery's 15 s, thrice, for a machine that is busy. */
const patienceMs = 45_000;

/**
 * Heals the world and waits until every call was answered, every watcher has ended and every run is settled.
 *
 * @returns what did not end in time
 */
export async function settleRound(round: Round): Promise<string[]> {
  const { world } = round;
  const stuck: string[] = [];
  await world.heal();
  for (const { line } of round.tabs) {
    line.comeBack();
    line.misbehave(null);
  }
  const asides = round.settled();
  await within(stuck, 'calls of users', asides);
  round.deadline.abort();
  await asides;
  await within(stuck, 'watchers', Promise.all(round.watchers.map(({ over }) => over)));
  await lookLate(round, stuck);
  await within(stuck, 'settling', settled(round));
  await within(stuck, 'upstream requests', upstreamClosed(round));
  return stuck;
}

async function within(stuck: string[], what: string, work: Promise<unknown>): Promise<void> {
  const late = new AbortController();
  const isLate = sleep(patienceMs, true, { signal: late.signal }).catch(() => false);
  if (await Promise.race([work.then(() => false), isLate])) stuck.push(what);
  late.abort();
}

/** Somebody who comes late, on every server. */
async function lookLate(round: Round, stuck: string[]): Promise<void> {
  const late = [...new Set(round.watchers.map(({ userId, runId }) => `${userId}/${runId}`))].flatMap((key) => {
    const [userId, runId] = key.split('/');
    const person = round.people.find((one) => one.userId === userId);
    if (person === undefined || runId === undefined) return [];
    return round.world.nodes.map((_, server) => round.watch(round.ownTab(person, server), person, runId));
  });
  await within(stuck, 'late watchers', Promise.all(late.map(({ over }) => over)));
}

async function settled({ people, world: { database } }: Round): Promise<void> {
  if (database === null) return;
  const ids = people.map(({ userId }) => userId);
  const until = performance.now() + patienceMs;
  for (;;) {
    const running = await database.db.turns.where(field.in('userId', ids)).where({ status: 'running' }).all();
    const usage = await database.db.usage.where(field.in('userId', ids)).all();
    const open = usage.some(({ held, reserved }) => held.length > 0 || reserved.length > 0);
    if ((running.length === 0 && !open) || performance.now() > until) return;
    await sleep(100);
  }
}

async function upstreamClosed({ world, runs }: Round): Promise<void> {
  const calls = runs.flatMap(({ tag }) => world.model.asked(tag)).map(({ call }) => call.over);
  await Promise.race([Promise.all(calls), sleep(1_500)]);
}
