import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { expect, test } from 'vitest';
import type { Answer, Turn } from '#shared/turn.ts';
import type { AppRouter } from '../../../server/api/router.ts';
import { SessionCache } from './session-cache.ts';

const [sessionId, turnId, runId] = ['b'.repeat(24), 'c'.repeat(24), 'd'.repeat(24)] as const;
const now = '2026-11-01T12:00:00.000Z';

const version = (content: string): Answer => ({
  runId,
  content,
  outcome: 'answered',
  route: 'general_qa',
  citations: [],
  suggestions: [],
  reaction: null,
  model: null,
  firstTokenMs: null,
  totalMs: 0,
  createdAt: now,
});
const answered: Turn = {
  turnId,
  sessionId,
  question: 'Why?',
  documentIds: null,
  status: 'answered',
  runId: null,
  answers: ['one', 'two', 'three'].map(version),
  current: 2,
  error: null,
  createdAt: now,
};

/** A page that shows one turn. */
function bench(turn: Turn) {
  const queryClient = new QueryClient();
  const client = createTRPCClient<AppRouter>({ links: [] });
  const api = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  const cache = new SessionCache(api, queryClient);
  const session = { sessionId, name: 'Chat', classId: null, documentId: null, source: 'main_app', runIds: [] } as const;
  cache.seed({ ...session, runIds: [], ephemeral: false, updatedAt: now, createdAt: now });
  cache.putTurn(turn);
  return {
    cache,
    shown: () => cache.read(sessionId)?.turns[0],
    isAskedAgain: () => queryClient.getQueryState(api.sessions.get.queryKey({ sessionId }))?.isInvalidated,
  };
}

test('a choice is shown at once, and what was told before it arrived does not undo it', () => {
  const { cache, shown } = bench(answered);
  cache.choose(sessionId, turnId, 0);
  cache.putTurn(answered);
  expect(shown()?.current).toBe(0);
  cache.putTurn({ ...answered, current: 0 });
  cache.settle(turnId, 0);
  expect(shown()?.current).toBe(0);
});

test('a choice of another tab that was told while one was on its way is not lost: the server is asked', () => {
  const { cache, isAskedAgain } = bench(answered);
  cache.choose(sessionId, turnId, 0);
  cache.putTurn({ ...answered, current: 0 });
  cache.putTurn({ ...answered, current: 1 });
  cache.settle(turnId, 0);
  expect(isAskedAgain()).toBe(true);
});

test('a choice that is refused gives way to what was told meanwhile', () => {
  const { cache, shown } = bench(answered);
  const undo = cache.choose(sessionId, turnId, 0);
  cache.putTurn({ ...answered, current: 1 });
  undo();
  cache.settle(turnId, 0);
  expect(shown()?.current).toBe(1);
});

test('a choice that is refused, with nothing told, is taken back with its error', () => {
  const error = { code: 'BUSY', message: 'Busy.', retryable: true } as const;
  const { cache, shown } = bench({ ...answered, error });
  const undo = cache.choose(sessionId, turnId, 0);
  expect(shown()).toMatchObject({ current: 0, error: null });
  undo();
  expect(shown()).toMatchObject({ current: 2, error });
});

test('a retry whose reply comes after its end leaves the end as it was told', () => {
  const failed: Turn = { ...answered, answers: [], status: 'failed', current: 0 };
  const { cache, shown } = bench(failed);
  const before = shown();
  if (before === undefined) throw new Error('it is not there');
  cache.putStarted(before, runId);
  expect(shown()).toMatchObject({ status: 'running', runId });

  const late = bench(failed);
  const asked = late.shown();
  if (asked === undefined) throw new Error('it is not there');
  late.cache.putTurn({ ...failed, status: 'answered', answers: [version('done')] });
  late.cache.putStarted(asked, runId);
  expect(late.shown()).toMatchObject({ status: 'answered', runId: null });
  expect(late.isAskedAgain()).toBe(true);
});
