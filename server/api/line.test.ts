import { Writable } from 'node:stream';
import { setImmediate as afterEvents } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { watchFlow } from './line.ts';

const limits = { patienceMs: 1_000, bufferedBytes: 10_000, waiting: 5 };

/** A socket of 100 bytes whose other side takes what is written when told so. */
function slowSocket() {
  let take: (() => void) | null = null;
  const socket = new Writable({ highWaterMark: 100, write: (_chunk, _encoding, done) => (take = done) });
  return {
    socket,
    /** Lets the other side take all that is written. */
    drain: async () => {
      while (take !== null) {
        const done: () => void = take;
        take = null;
        done();
        await Promise.resolve();
      }
    },
  };
}

test('who waits goes on in the order of coming, each only when the one before has not filled the line again', async () => {
  const { socket, drain } = slowSocket();
  const flow = watchFlow(socket, limits, () => socket.destroy());
  const order: number[] = [];
  const send = async (n: number, bytes: number) => {
    await flow.writable();
    order.push(n);
    socket.write('x'.repeat(bytes));
  };
  await send(0, 100);
  const sends = [send(1, 10), send(2, 100), send(3, 10)];
  await afterEvents();
  expect(order).toEqual([0]);
  await drain();
  await vi.waitFor(() => expect(order).toEqual([0, 1, 2]));
  await afterEvents();
  expect(order).toEqual([0, 1, 2]);
  await drain();
  await Promise.all(sends);
  expect(order).toEqual([0, 1, 2, 3]);
});

test('of many calls that come in one turn only a few go on before what they send is seen', async () => {
  const { socket, drain } = slowSocket();
  const flow = watchFlow(socket, { ...limits, waiting: 50 }, () => socket.destroy());
  let sent = 0;
  const sends = Array.from({ length: 40 }, async () => {
    await flow.turn();
    socket.write('x'.repeat(50));
    sent += 1;
  });
  for (let turn = 0; turn < 10; turn++) await afterEvents();
  expect(sent).toBeLessThan(6);
  for (let before = sent; before < sends.length; before = sent) {
    await drain();
    await vi.waitFor(() => expect(sent).toBeGreaterThan(before));
    expect(sent - before).toBeLessThan(6);
  }
  await Promise.all(sends);
});

test('who leaves waits no more, and a line that closes lets everybody go', async () => {
  const { socket } = slowSocket();
  const flow = watchFlow(socket, limits, () => socket.destroy());
  socket.write('x'.repeat(100));
  const leaving = new AbortController();
  const [left, stays] = [flow.writable(leaving.signal), flow.writable()];
  leaving.abort();
  await left;
  socket.destroy();
  await stays;
  await flow.writable();
});

test('a line that does not drain is given up after its time, one that does is not', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { socket, drain } = slowSocket();
  const giveUp = vi.fn<() => void>();
  const flow = watchFlow(socket, limits, giveUp);
  socket.write('x'.repeat(100));
  flow.look();
  vi.advanceTimersByTime(900);
  await drain();
  vi.advanceTimersByTime(5_000);
  expect(giveUp).not.toHaveBeenCalled();
  socket.write('x'.repeat(100));
  flow.look();
  vi.advanceTimersByTime(1_000);
  expect(giveUp).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

test('a line on which too much piles up, or too many wait, is given up at once', () => {
  for (const pile of [
    (socket: Writable) => socket.write('x'.repeat(10_001)),
    (socket: Writable, wait: () => unknown) => {
      socket.write('x'.repeat(100));
      for (let n = 0; n < 6; n++) wait();
    },
  ]) {
    const { socket } = slowSocket();
    const giveUp = vi.fn<() => void>(() => socket.destroy());
    const flow = watchFlow(socket, limits, giveUp);
    pile(socket, () => void flow.writable());
    flow.look();
    expect(giveUp).toHaveBeenCalledOnce();
  }
});
