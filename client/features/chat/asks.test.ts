import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunEvent } from '#shared/run-event.ts';
import type { AskReply, Turn } from '#shared/turn.ts';
import type { AppRouter } from '../../../server/api/router.ts';
import type { AskCall } from './ask-delivery.ts';
import { Asks } from './asks.ts';
import { KeptAsks } from './kept-asks.ts';
import { RunFeeds } from './run-feeds.ts';
import { SessionCache } from './session-cache.ts';

const sessionId = 'b'.repeat(24);
const classId = 'c'.repeat(24);
const place = { classId, documentId: null };
const why = { text: '  Why?  ', documentIds: [] };
const how = { text: 'How?', documentIds: ['d'.repeat(24)] };

/** The browser's storage, as all tabs see it. */
beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value);
      Object.assign(storage, { [key]: value });
    },
    removeItem: (key: string) => {
      kept.delete(key);
      Reflect.deleteProperty(storage, key);
    },
  };
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const ended = (turnId: string): Turn => {
  const none = { answers: [], current: 0, error: null, runId: null, documentIds: null };
  return { ...none, turnId, sessionId, question: 'Why?', status: 'failed', createdAt: '2026-01-01T00:00:00.000Z' };
};

/** A tab over a server whose verdicts are given by hand. */
function tab(isOpen = true, userId = 'u') {
  const queryClient = new QueryClient();
  const client = createTRPCClient<AppRouter>({ links: [] });
  const cache = new SessionCache(createTRPCOptionsProxy<AppRouter>({ client, queryClient }), queryClient);
  const watched = new Map<string, (id: string, event: RunEvent) => void>();
  const feeds = new RunFeeds(
    (runId, _after, on) => {
      watched.set(runId, on.event);
      return () => {};
    },
    () => {},
    (work) => work(),
  );
  const calls: { call: AskCall; signal: AbortSignal; accept: () => void; refuse: (error: unknown) => void }[] = [];
  const removed: string[] = [];
  const restored: string[] = [];
  const listeners = new Set<() => void>();
  let open = isOpen;
  const asks = new Asks(
    {
      ask: (call, signal) =>
        new Promise<AskReply>((resolve, reject) => {
          const accept = (): void => resolve({ sessionId, turnId: call.turnId, runId: call.turnId });
          calls.push({ call, signal, accept, refuse: reject });
        }),
      remove: async (turnId) => removed.push(turnId),
      restore: async (turnId) => {
        restored.push(turnId);
        return ended(turnId);
      },
      isOpen: () => open,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      alone: (_name, work) => work(),
    },
    new KeptAsks(userId),
    feeds,
    cache,
  );
  asks.start();
  const setOpen = (next: boolean): void => {
    open = next;
    for (const listener of listeners) listener();
  };
  const end = (runId: string): void =>
    watched.get(runId)?.('end', { type: 'completed', turn: { ...ended(runId), status: 'answered' } });
  const pending = () => asks.kept.all.get();
  return { asks, cache, feeds, calls, watched, removed, restored, setOpen, end, pending };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const refusal = { data: { app: { code: 'QUOTA_EXCEEDED', message: 'The month is used up.', retryable: false } } };

test('a question is seen at once, and its run is watched only after the server has it', async () => {
  const { asks, cache, feeds, calls, watched, pending } = tab();
  asks.ask(sessionId, place, why);
  await settled();
  const turnId = calls[0]?.call.turnId ?? '';
  expect(calls[0]?.call).toEqual({ turnId, text: 'Why?', sessionId, classId });
  expect(pending()).toMatchObject([{ turnId, text: 'Why?', error: null }]);
  feeds.listen(turnId, () => {});
  expect([...watched.keys()]).toEqual([]);

  calls[0]?.accept();
  await settled();
  expect([...watched.keys()]).toEqual([turnId]);
  expect(pending()).toEqual([]);
  expect(cache.read(sessionId)?.turns).toMatchObject([{ turnId, runId: turnId, status: 'running', question: 'Why?' }]);
});

test('a refused question stays with its reason, over a reload too, and asking again asks the same turn', async () => {
  const before = tab();
  before.asks.ask(sessionId, place, why);
  before.calls[0]?.refuse(refusal);
  await settled();
  expect(before.cache.read(sessionId)?.turns).toEqual([]);

  const { asks, calls, pending } = tab();
  await settled();
  expect(pending()).toMatchObject([{ text: 'Why?', error: { code: 'QUOTA_EXCEEDED' } }]);
  expect(calls).toEqual([]);
  asks.again(pending()[0]?.turnId ?? '');
  expect(calls[0]?.call).toEqual(before.calls[0]?.call);
  calls[0]?.accept();
  await settled();
  expect(pending()).toEqual([]);
});

test('an answer that ended before the reply came is not set back to running', async () => {
  const { asks, cache, calls } = tab();
  asks.ask(sessionId, place, why);
  const turnId = calls[0]?.call.turnId ?? '';
  cache.putTurn(ended(turnId));
  calls[0]?.accept();
  await settled();
  expect(cache.read(sessionId)?.turns).toMatchObject([{ turnId, status: 'failed', runId: null }]);
});

test('without a line questions wait, over a reload too; then each goes out once, after the answer to the one before', async () => {
  const before = tab(false);
  before.asks.ask(sessionId, place, why);
  before.asks.ask(sessionId, place, how);
  before.setOpen(false);
  await settled();
  expect(before.calls).toEqual([]);

  const { calls, cache, setOpen, end, pending } = tab(false);
  expect(pending().map(({ text }) => text)).toEqual(['Why?', 'How?']);
  expect(cache.read(sessionId)?.session.classId).toBe(classId);
  setOpen(true);
  setOpen(true);
  await settled();
  expect(calls.map(({ call }) => call.text)).toEqual(['Why?']);
  calls[0]?.accept();
  await settled();
  expect(calls.length).toBe(1);
  end(calls[0]?.call.turnId ?? '');
  await settled();
  expect(calls[1]?.call).toMatchObject({ text: 'How?', documentIds: how.documentIds });
  calls[1]?.accept();
  await settled();
  expect(pending()).toEqual([]);
});

test('a call that ends without a verdict asks the same turn again once the line is back', async () => {
  const { asks, calls, setOpen, pending } = tab();
  asks.ask(sessionId, place, why);
  setOpen(false);
  calls[0]?.refuse(new Error('line lost'));
  await settled();
  expect(pending()).toMatchObject([{ error: null }]);
  setOpen(true);
  await settled();
  expect(calls.map(({ call }) => call)).toEqual([calls[0]?.call, calls[0]?.call]);
});

test('a waiting question that is taken back never goes out; those behind it do', async () => {
  const { asks, calls, setOpen, pending, removed } = tab(false);
  asks.ask(sessionId, place, why);
  asks.ask(sessionId, place, how);
  asks.cancel(pending()[0]?.turnId ?? '');
  setOpen(true);
  await settled();
  expect(calls.map(({ call }) => call.text)).toEqual(['How?']);
  expect(removed).toEqual([]);
});

test('a question that may have reached the server is deleted there when it is taken back', async () => {
  const { asks, calls, setOpen, pending, removed } = tab();
  asks.ask(sessionId, place, why);
  setOpen(false);
  asks.cancel(calls[0]?.call.turnId ?? '');
  expect(calls[0]?.signal.aborted).toBe(true);
  calls[0]?.refuse(new Error('aborted'));
  await settled();
  expect(removed).toEqual([]);
  setOpen(true);
  await settled();
  expect(removed).toEqual([calls[0]?.call.turnId]);
  expect(calls.length).toBe(1);
  expect(pending()).toEqual([]);
});

test('other words take a waiting question’s place, before those behind it', async () => {
  const { asks, calls, setOpen, pending } = tab(false);
  asks.ask(sessionId, place, why);
  asks.ask(sessionId, place, how);
  asks.change(pending()[0]?.turnId ?? '', { text: 'What?', documentIds: [] });
  expect(pending().map(({ text }) => text)).toEqual(['What?', 'How?']);
  expect(pending()[1]?.after).toBe(pending()[0]?.turnId);
  setOpen(true);
  await settled();
  expect(calls.map(({ call }) => call.text)).toEqual(['What?']);
});

test('what a question replaces goes first, and stands again where the question is refused', async () => {
  const { asks, calls, removed, restored, pending } = tab();
  const old = 'e'.repeat(24);
  asks.ask(sessionId, place, why, { replaces: old });
  await settled();
  expect(removed).toEqual([old]);
  calls[0]?.refuse(refusal);
  await settled();
  expect(restored).toEqual([old]);
  expect(pending()).toMatchObject([{ text: 'Why?', replaces: old, error: { code: 'QUOTA_EXCEEDED' } }]);
});

test('nobody else who uses the browser sees or sends what waits', () => {
  const mine = tab(false);
  mine.asks.ask(sessionId, place, why);
  const other = tab(true, 'somebody else');
  expect(other.pending()).toEqual([]);
  expect(other.calls).toEqual([]);
  expect(tab(false).pending()).toMatchObject([{ text: 'Why?' }]);
});

test('the first question about a document opens a chat that is bound to it and stays out of lists', () => {
  const { asks, cache, calls } = tab();
  const documentId = 'd'.repeat(24);
  asks.ask(sessionId, { classId, documentId }, why);
  expect(calls[0]?.call).toEqual({ turnId: calls[0]?.call.turnId, text: 'Why?', sessionId, documentId });
  expect(cache.read(sessionId)?.session).toMatchObject({ classId, documentId, ephemeral: true, name: 'Document Chat' });
});
