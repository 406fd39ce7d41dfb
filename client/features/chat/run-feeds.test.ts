import { expect, test, vi } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import type { RunEvent } from '#shared/run-event.ts';
import type { Turn } from '#shared/turn.ts';
import { RunFeeds, type Watch } from './run-feeds.ts';

const runId = 'a'.repeat(24);
const turn: Turn = {
  turnId: runId,
  sessionId: runId,
  question: 'why',
  documentIds: null,
  status: 'answered',
  runId: null,
  answers: [],
  current: 0,
  error: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** Feeds over a hand-driven watch. */
function bench() {
  const watches: {
    lastEventId: string | null;
    send: (id: string, event: RunEvent) => void;
    lose: (error: AppError) => void;
    stopped: boolean;
  }[] = [];
  const watch: Watch = (_runId, lastEventId, on) => {
    const entry = { lastEventId, send: on.event, lose: on.lost, stopped: false };
    watches.push(entry);
    return () => {
      entry.stopped = true;
    };
  };
  const onEnd = vi.fn();
  const feeds = new RunFeeds(watch, onEnd, (work) => work());
  return { watches, feeds, onEnd };
}

const token = (offset: number, text: string): RunEvent => ({ type: 'token', offset, text });
const macrotask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('ST-09 (feeds) mounting twice, as StrictMode does, watches once', async () => {
  const { watches, feeds } = bench();
  feeds.listen(runId, () => {})();
  const leave = feeds.listen(runId, () => {});
  await macrotask();
  expect(watches).toHaveLength(1);
  watches[0]?.send('1', token(0, 'a'));
  expect(feeds.read(runId).text).toBe('a');
  leave();
});

test('ST-04 (feeds) leaving stops the watch, coming back goes on after the last event', async () => {
  const { watches, feeds } = bench();
  const leave = feeds.listen(runId, () => {});
  watches[0]?.send('1', token(0, 'ab'));
  leave();
  await macrotask();
  expect(watches[0]?.stopped).toBe(true);
  feeds.listen(runId, () => {});
  expect(watches[1]?.lastEventId).toBe('1');
  watches[1]?.send('2', token(2, 'c'));
  expect(feeds.read(runId).text).toBe('abc');
});

test('a run that is still being asked for is not watched before it is accepted', () => {
  const { watches, feeds } = bench();
  feeds.hold(runId);
  feeds.listen(runId, () => {});
  expect(watches).toHaveLength(0);
  feeds.release(runId);
  expect(watches).toHaveLength(1);
});

test('a lost watch says why, and goes on where it was once it is asked to', () => {
  const { watches, feeds } = bench();
  feeds.listen(runId, () => {});
  watches[0]?.send('1', token(0, 'ab'));
  watches[0]?.lose({ code: 'UNAVAILABLE', message: 'away', retryable: true });
  expect(feeds.read(runId).lost?.code).toBe('UNAVAILABLE');
  feeds.release(runId);
  expect(watches[1]?.lastEventId).toBe('1');
  watches[1]?.send('2', token(2, 'c'));
  expect(feeds.read(runId)).toMatchObject({ text: 'abc', lost: null });
});

test('a hole makes it watch again from the start, and nothing is shown twice', () => {
  const { watches, feeds } = bench();
  feeds.listen(runId, () => {});
  watches[0]?.send('1', token(0, 'ab'));
  watches[0]?.send('3', token(4, 'ef'));
  expect(watches[0]?.stopped).toBe(true);
  expect(watches[1]?.lastEventId).toBeNull();
  watches[1]?.send('1', token(0, 'ab'));
  watches[1]?.send('3', token(2, 'cdef'));
  expect(feeds.read(runId).text).toBe('abcdef');
});

test('the end is told once', () => {
  const { watches, feeds, onEnd } = bench();
  feeds.listen(runId, () => {});
  watches[0]?.send('end', { type: 'completed', turn });
  watches[0]?.send('end', { type: 'completed', turn });
  expect(onEnd).toHaveBeenCalledTimes(1);
});
