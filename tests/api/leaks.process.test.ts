import { queryObjects } from 'node:v8';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const timer = setTimeout(() => undefined, 0);
const kinds = { listenedTo: EventTarget, timers: timer.constructor, promises: Promise };

/** What is alive after a collection, in this process: the server, its client and the model. */
function alive() {
  const count = (kind: (typeof kinds)[keyof typeof kinds]) => queryObjects(kind, { format: 'count' });
  return {
    listenedTo: count(kinds.listenedTo),
    timers: count(kinds.timers),
    promises: count(kinds.promises),
    heap: process.memoryUsage().heapUsed,
    sockets: app.app.sockets.open,
    listening: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    active: process.getActiveResourcesInfo().length,
  };
}

async function askTen({ client }: Person, classId: string): Promise<void> {
  for (let n = 0; n < 10; n++) {
    const { watch } = await ask(client, { text: `What is osmosis, for the ${n}th time?`, classId });
    expect((await watch.end).type).toBe('completed');
  }
  // the limit of questions a minute is not what is tested here
  app.passMinute();
}

test(
  'ST-03 (server side) 10 questions in a row leave no listener, socket, timer or heap growth',
  { timeout: 120_000 },
  async () => {
    const person = await app.person();
    await app.setPlan(person.email, 'premium');
    app.model.always({ pieces: ['Water ', 'moves ', 'to the salt [1].'] });
    const { classId } = await classWith(app, person, [osmosis]);
    await askTen(person, classId);
    const before = alive();
    await askTen(person, classId);
    const after = alive();
    expect(after.sockets).toBe(before.sockets);
    expect(after.listening).toBe(before.listening);
    // ten would be one for each question; the pool of the database opens a connection when two queries meet
    expect(after.active - before.active).toBeLessThan(5);
    // the log of a run that has ended is kept a minute: its one timer, its signal and the three promises of its end
    expect(after.timers - before.timers).toBeLessThan(15);
    expect(after.listenedTo - before.listenedTo).toBeLessThan(15);
    expect(after.promises - before.promises).toBeLessThan(45);
    expect(after.heap - before.heap).toBeLessThan(2_000_000);
  },
);
