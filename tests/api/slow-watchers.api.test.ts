import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { runEventSchema } from '#shared/run-event.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { openSocket } from '#tests/harness/socket.ts';
import { type Seen, textOf } from '#tests/harness/watch-run.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const eventSchema = z.object({ id: z.string(), data: runEventSchema });

test('RS-09 a watcher that stops reading gets the text merged when it reads again, whole and as it is stored', async () => {
  const person = await app.person();
  await app.setPlan(person.email, 'premium');
  const { classId } = await classWith(app, person, [osmosis]);
  app.model.next({ pieces: ['A long answer. '.repeat(4_000)] });
  const long = await askToEnd(person.client, { text: 'What is osmosis, at length?', classId });

  app.model.next('by hand');
  const { watch, runId, turnId } = await ask(person.client, { text: 'What is osmosis?', classId });
  const call = await app.model.nextCall();
  const slow = await openSocket(`${app.url}/trpc?connectionParams=1`);
  slow.send({ method: 'connectionParams', data: { token: person.token } });
  slow.send({ id: 'watch', method: 'subscription', params: { path: 'turns.watch', input: { runId } } });
  await slow.next((message) => message.id === 'watch' && message.result?.type === 'data');
  slow.pause();
  // what the system itself buffers is filled first
  let full = 0;
  for (let n = 0; full < 10 && n < 250; n++) {
    slow.send({ id: n, method: 'query', params: { path: 'turns.get', input: { turnId: long.turnId } } });
    await person.client.usage.get.query();
    full = app.app.sockets.buffered > 65_536 ? full + 1 : 0;
    if (n % 100 === 99) app.passMinute();
  }
  expect(full).toBe(10);
  for (let n = 0; n < 100; n++) {
    const piece = `Sentence ${n} of the answer. `;
    call.send(piece);
    await watch.until((event) => event.type === 'token' && event.text.includes(`Sentence ${n} `));
    expect(app.app.sockets.buffered).toBeLessThan(300_000);
  }
  call.finish();
  const { turn } = await watch.end;
  expect(watch.seen.filter(({ event }) => event.type === 'token').length).toBeGreaterThan(90);

  slow.resume();
  const seen: Seen[] = [];
  while (seen.at(-1)?.id !== 'end') {
    const { result } = await slow.next((message) => message.id === 'watch' && message.result?.type === 'data');
    const { id, data } = eventSchema.parse(result?.data);
    seen.push({ id, event: data });
  }
  expect(textOf(seen)).toBe(turn.answers[0]?.content);
  expect(seen.filter(({ event }) => event.type === 'token').length).toBeLessThan(15);
  expect(await person.client.turns.get.query({ turnId })).toEqual(turn);
  slow.close();
});
