import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { limits } from '#shared/limits.ts';
import { type Door, openDoor } from '#tests/harness/door.ts';
import { openSocket, type RawSocket } from '#tests/harness/socket.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

async function program(at: Door = door): Promise<RawSocket> {
  const { token } = await at.signUp();
  const socket = await openSocket(`${at.url}/trpc?connectionParams=1`);
  socket.send({ method: 'connectionParams', data: { token } });
  expect((await socket.call('query', 'whoAmI')).error).toBeUndefined();
  return socket;
}

async function expectHealthy(at: Door = door): Promise<void> {
  const other = await program(at);
  expect((await other.call('mutation', 'echo', { text: 'healthy' })).result?.data).toEqual({ text: 'healthy' });
  expect((await fetch(`${at.url}/readyz`)).status).toBe(200);
  other.close();
}

test('SE-05 of 1,000 subscriptions on a socket 50 begin, each other one gets its error', async () => {
  const socket = await program();
  const ask = (id: number) => ({ id, method: 'subscription', params: { path: 'watch' } });
  socket.send(Array.from({ length: 500 }, (_, n) => ask(1_000 + n)));
  for (let id = 1_500; id < 2_000; id++) socket.send(ask(id));
  const answers: (string | undefined)[] = [];
  for (let id = 1_000; id < 2_000; id++) {
    const { result, error } = await socket.next((message) => message.id === id);
    answers.push(error?.data.app.code ?? result?.type);
  }
  expect(answers.slice(0, limits.subscriptionsPerSocket)).toEqual(
    Array.from({ length: limits.subscriptionsPerSocket }, () => 'started'),
  );
  expect(new Set(answers.slice(limits.subscriptionsPerSocket))).toEqual(new Set(['TOO_MANY_REQUESTS']));
  await expectHealthy();
  socket.close();
});

test('SE-05 the id of a subscription cannot be used twice to have more of them', async () => {
  const socket = await program();
  for (let id = 1; id <= limits.subscriptionsPerSocket; id++) {
    socket.send({ id: `s${id}`, method: 'subscription', params: { path: 'watch' } });
    await socket.next((message) => message.id === `s${id}` && message.result?.type === 'started');
    await socket.next((message) => message.id === `s${id}` && message.result?.type === 'data');
    for (const [method, path] of [
      ['subscription', 'watch'],
      ['query', 'nothing'],
    ]) {
      socket.send({ id: `s${id}`, method, params: { path } });
      expect((await socket.next((message) => message.id === `s${id}`)).error?.data.app.code).toBe('BAD_REQUEST');
    }
  }
  expect((await socket.call('subscription', 'watch')).error?.data.app.code).toBe('TOO_MANY_REQUESTS');
  socket.close();
});

test('subscribing and stopping again and again leaves nothing behind, also where the stop comes first', async () => {
  const socket = await program();
  for (let n = 0; n < 100; n++) {
    const id = `s${n}`;
    const [start, stop] = [
      { id, method: 'subscription', params: { path: 'watch' } },
      { id, method: 'subscription.stop' },
    ];
    if (n % 2 === 0) socket.send([start, stop]);
    else {
      socket.send(start);
      await socket.next((message) => message.id === id && message.result?.type === 'data');
      socket.send(stop);
    }
    await socket.next((message) => message.id === id && message.result?.type === 'stopped');
  }
  await expect.poll(async () => (await socket.call('query', 'waiting')).result?.data).toBe(0);
  for (let n = 0; n < limits.subscriptionsPerSocket; n++)
    expect((await socket.call('subscription', 'watch')).result?.type).toBe('started');
  socket.close();
});

test('SE-05 of 1,000 sockets of one address 100 open, the others are refused with the reason', async () => {
  await using other = await openDoor();
  const before = process.getActiveResourcesInfo().length;
  const tried = await Promise.allSettled(Array.from({ length: 1_000 }, () => openSocket(`${other.url}/trpc`)));
  const open = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(open).toHaveLength(limits.socketsPerAddress);
  const reasons = tried.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  expect(new Set(reasons)).toEqual(new Set(['Error: refused with 429']));
  for (const socket of open) socket.close();
  await expect.poll(() => other.sockets.open).toBe(0);
  await expectHealthy(other);
  await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThan(before + 20);
});

test('SE-05 a flood of tiny frames closes its socket, whatever they are', async () => {
  for (const frame of ['PING', 'PONG', '{', '{"id":1,"method":"query","params":{"path":"whoAmI"}}']) {
    const socket = await openSocket(`${door.url}/trpc`);
    for (let n = 0; n < 2_000; n++) socket.sendRaw(frame);
    expect(await socket.closed).toBe(1008);
  }
  const pinging = new WebSocket(`${door.url.replace('http', 'ws')}/trpc`);
  await once(pinging, 'open');
  pinging.on('error', () => undefined);
  for (let n = 0; n < 2_000; n++) pinging.ping();
  await once(pinging, 'close');
  await expectHealthy();
});

test.concurrent('SE-05 who is slow to say what they want is closed: headers, and connection parameters', async () => {
  const { hostname, port } = new URL(door.url);
  const began = performance.now();
  const slow = Array.from({ length: 50 }, () => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined).resume();
    socket.write('GET /trpc HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nx-a: ');
    const drip = setInterval(() => socket.write('a'), 500);
    return new Promise<void>((resolve) =>
      socket.once('close', () => {
        clearInterval(drip);
        resolve();
      }),
    );
  });
  const silent = await openSocket(`${door.url}/trpc?connectionParams=1`);
  await Promise.all(slow);
  expect(await silent.closed).toBe(1002);
  expect(performance.now() - began).toBeLessThan(limits.handshakeMs + 5_000);
});

test.concurrent('a socket that does not answer pings is closed, one that does stays', async () => {
  await using impatient = await openDoor({}, { keepAliveMs: 200 });
  const deaf = await openSocket(`${impatient.url}/trpc`);
  const alive = new WebSocket(`${impatient.url.replace('http', 'ws')}/trpc`);
  alive.on('message', () => alive.send('PONG'));
  expect(await deaf.closed).toBe(1006);
  expect(alive.readyState).toBe(WebSocket.OPEN);
  alive.close();
});
