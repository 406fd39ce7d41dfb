import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Door, openDoor } from '#tests/harness/door.ts';
import { openSocket, type RawSocket } from '#tests/harness/socket.ts';

let door: Door;
let token: string;
beforeAll(async () => {
  door = await openDoor();
  ({ token } = await door.signUp());
});
afterAll(() => door[Symbol.asyncDispose]());

async function program(at: Door, bearer: string): Promise<RawSocket> {
  const socket = await openSocket(`${at.url}/trpc?connectionParams=1`);
  socket.send({ method: 'connectionParams', data: { token: bearer } });
  await socket.call('query', 'whoAmI');
  return socket;
}

const floodEvent = z.object({ id: z.string(), data: z.string() });

/** Reads the events of a flood until the one with that number; throws where one is missing or comes twice. */
async function readFlood(socket: RawSocket, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) {
    const { result } = await socket.next((message) => message.result?.type === 'data');
    const { id, data } = floodEvent.parse(result?.data);
    if (id !== String(n) || Number(data.replaceAll('.', '')) !== n)
      throw new Error(`event ${id} came in place of ${n}`);
  }
}

const memory = (): number => {
  const { rss, external, heapUsed } = process.memoryUsage();
  return Math.max(rss, external + heapUsed);
};

test('RS-09 a watcher that stops reading: what waits for it stays bounded, and it catches up with everything in order', async () => {
  const socket = await program(door, token);
  const before = memory();
  const flood = { events: 60_000, chars: 1_000 };
  expect((await socket.call('subscription', 'flood', flood)).result?.type).toBe('started');
  socket.pause();
  await expect.poll(() => door.sockets.buffered).toBeGreaterThan(0);
  let most = 0;
  for (let look = 0; look < 200; look++) {
    most = Math.max(most, door.sockets.buffered);
    await new Promise(setImmediate);
  }
  expect(most).toBeLessThan(200_000);
  expect(memory() - before).toBeLessThan(60_000_000);
  socket.resume();
  await readFlood(socket, 1, flood.events);
  expect(door.dropped).toBe(0);
  socket.close();
});

test('RS-09 one slow subscription does not run ahead because another one of its socket is read by nobody either', async () => {
  const socket = await program(door, token);
  socket.pause();
  for (let id = 100; id < 140; id++)
    socket.send({ id, method: 'subscription', params: { path: 'flood', input: { events: 1_000, chars: 20_000 } } });
  await expect.poll(() => door.sockets.buffered).toBeGreaterThan(0);
  for (let look = 0; look < 100; look++) {
    // 800 MB would like to go; all forty may have looked at the same moment and sent one event each
    expect(door.sockets.buffered).toBeLessThan(1_000_000);
    await new Promise(setImmediate);
  }
  socket.close();
  socket.resume();
  await socket.closed;
});

test('RS-09 a reader that takes nothing is cut in the end, and comes back with the last event it saw', async () => {
  await using strict = await openDoor({}, { lineLimits: { patienceMs: 2_000 } });
  const person = await strict.signUp();
  const socket = await program(strict, person.token);
  const flood = { events: 20_000, chars: 1_000 };
  socket.send({ id: 'flood', method: 'subscription', params: { path: 'flood', input: flood } });
  await readFlood(socket, 1, 10);
  socket.pause();
  await expect.poll(() => strict.dropped, { timeout: 60_000 }).toBe(1);
  await expect.poll(() => strict.sockets.open).toBe(0);
  const again = await program(strict, person.token);
  again.send({ id: 'flood', method: 'subscription', params: { path: 'flood', input: flood, lastEventId: '10' } });
  await readFlood(again, 11, flood.events);
  again.close();
  socket.resume();
});

test('SE-05 replies that nobody reads do not pile up: later calls wait, and the socket is cut in the end', async () => {
  await using strict = await openDoor({}, { lineLimits: { patienceMs: 2_000, bufferedBytes: 4_000_000 } });
  const person = await strict.signUp();
  const socket = await program(strict, person.token);
  socket.pause();
  const ask = (id: number, chars: number) => ({ id, method: 'query', params: { path: 'large', input: chars } });
  for (let id = 1_000; id < 1_150; id++) socket.send(ask(id, 300_000));
  let most = 0;
  while (strict.dropped === 0) {
    most = Math.max(most, strict.sockets.buffered);
    await new Promise(setImmediate);
  }
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(2_000_000);
  await expect.poll(() => strict.sockets.open).toBe(0);
  const greedy = await program(strict, person.token);
  greedy.pause();
  for (let from = 2_000; from < 2_100; from += 20)
    greedy.send(Array.from({ length: 20 }, (_, n) => ask(from + n, 900_000)));
  await expect.poll(() => strict.dropped, { timeout: 30_000 }).toBe(2);
  const other = await program(strict, (await strict.signUp()).token);
  expect((await other.call('mutation', 'echo', { text: 'healthy' })).result?.data).toEqual({ text: 'healthy' });
  for (const one of [socket, greedy]) one.resume();
  other.close();
});
