import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { expect, test } from 'vitest';
import type { AskReply } from '#shared/turn.ts';
import type { AppRouter } from '../../../server/api/router.ts';
import { Asks } from './asks.ts';
import { RunFeeds } from './run-feeds.ts';
import { SessionCache } from './session-cache.ts';

const sessionId = 'b'.repeat(24);
const classId = 'c'.repeat(24);
const place = { classId, documentId: null };

type Call = Parameters<ConstructorParameters<typeof Asks>[0]>[0];

/** Asks over a server whose verdicts are given by hand. */
function bench() {
  const queryClient = new QueryClient();
  const client = createTRPCClient<AppRouter>({ links: [] });
  const cache = new SessionCache(createTRPCOptionsProxy<AppRouter>({ client, queryClient }), queryClient);
  const watched: string[] = [];
  const feeds = new RunFeeds(
    (runId) => {
      watched.push(runId);
      return () => {};
    },
    () => {},
    (work) => work(),
  );
  const calls: { call: Call; accept: () => void; refuse: (error: unknown) => void }[] = [];
  const asks = new Asks(
    (call) =>
      new Promise<AskReply>((resolve, reject) => {
        const accept = (): void => resolve({ sessionId, turnId: call.turnId, runId: call.turnId });
        calls.push({ call, accept, refuse: reject });
      }),
    feeds,
    cache,
  );
  return { asks, cache, feeds, calls, watched };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const refusal = { data: { app: { code: 'QUOTA_EXCEEDED', message: 'The month is used up.', retryable: false } } };

test('a question is seen at once, and its run is watched only after the server has it', async () => {
  const { asks, cache, feeds, calls, watched } = bench();
  asks.ask(sessionId, place, '  Why?  ');
  const turnId = calls[0]?.call.turnId ?? '';
  expect(calls[0]?.call).toEqual({ turnId, text: 'Why?', sessionId, classId });
  expect(asks.pending.get()).toMatchObject([{ turnId, text: 'Why?', error: null }]);
  feeds.listen(turnId, () => {});
  expect(watched).toEqual([]);

  calls[0]?.accept();
  await settled();
  expect(watched).toEqual([turnId]);
  expect(asks.pending.get()).toEqual([]);
  expect(cache.read(sessionId)?.turns).toMatchObject([{ turnId, runId: turnId, status: 'running', question: 'Why?' }]);
});

test('a refused question stays with its reason, and asking again asks the same turn', async () => {
  const { asks, cache, calls } = bench();
  asks.ask(sessionId, place, 'Why?');
  calls[0]?.refuse(refusal);
  await settled();
  expect(asks.pending.get()).toMatchObject([{ text: 'Why?', error: { code: 'QUOTA_EXCEEDED' } }]);
  expect(cache.read(sessionId)?.turns).toEqual([]);

  asks.again(calls[0]?.call.turnId ?? '');
  expect(calls[1]?.call).toEqual(calls[0]?.call);
  calls[1]?.accept();
  await settled();
  expect(asks.pending.get()).toEqual([]);
});

test('an answer that ended before the reply came is not set back to running', async () => {
  const { asks, cache, calls } = bench();
  asks.ask(sessionId, place, 'Why?');
  const turnId = calls[0]?.call.turnId ?? '';
  const ended = { turnId, sessionId, question: 'Why?', documentIds: null, status: 'failed' as const, runId: null };
  cache.putTurn({ ...ended, answers: [], current: 0, error: null, createdAt: '2026-01-01T00:00:00.000Z' });
  calls[0]?.accept();
  await settled();
  expect(cache.read(sessionId)?.turns).toMatchObject([{ turnId, status: 'failed', runId: null }]);
});

test('the first question about a document opens a chat that is bound to it and stays out of lists', () => {
  const { asks, cache, calls } = bench();
  const documentId = 'd'.repeat(24);
  asks.ask(sessionId, { classId, documentId }, 'Why?');
  expect(calls[0]?.call).toEqual({ turnId: calls[0]?.call.turnId, text: 'Why?', sessionId, documentId });
  expect(cache.read(sessionId)?.session).toMatchObject({ classId, documentId, ephemeral: true, name: 'Document Chat' });
});
