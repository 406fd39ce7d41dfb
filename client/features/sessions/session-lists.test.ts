import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { expect, test } from 'vitest';
import type { AppRouter } from '../../../server/api/router.ts';
import type { Session } from '#shared/session.ts';
import { dropSession, putSession } from './session-lists.ts';
import { type SessionsInput, sessionsQuery } from './use-sessions.ts';

const chat = (sessionId: string, fields: Partial<Session> = {}): Session => ({
  sessionId,
  name: sessionId,
  classId: 'x',
  documentId: null,
  source: 'main_app',
  ephemeral: false,
  runIds: [],
  updatedAt: '2026-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
  ...fields,
});

/** Lists that are known: of two classes, of all, and of what was searched for. */
function bench(sessions: Session[]) {
  const queries = new QueryClient();
  const api = createTRPCOptionsProxy({ client: createTRPCClient<AppRouter>({ links: [] }), queryClient: queries });
  const inputs: SessionsInput[] = [{ classId: 'x' }, { classId: 'y' }, {}, { search: 'b' }];
  const keys = inputs.map((input) => sessionsQuery(api, input).queryKey);
  for (const [at, queryKey] of keys.entries()) {
    const inside = sessions.filter(({ classId }) => at >= 2 || classId === inputs[at]?.classId);
    queries.setQueryData(queryKey, { pages: [{ sessions: inside, nextCursor: null }], pageParams: [null] });
  }
  const names = () =>
    keys.map((queryKey) =>
      queries
        .getQueryData(queryKey)
        ?.pages.flatMap((page) => page.sessions.map(({ name }) => name))
        .join(''),
    );
  return { api, queries, names };
}

test('a chat goes where it belongs, in the server’s order, and leaves the class that it was in', () => {
  const { api, queries, names } = bench([chat('c'), chat('b')]);
  expect(names()).toEqual(['cb', '', 'cb', 'cb']);
  putSession(api, queries, chat('d', { updatedAt: '2025-12-01T00:00:00.000Z' }));
  expect(names()).toEqual(['cbd', '', 'cbd', 'cb']);
  putSession(api, queries, chat('b', { classId: 'y' }));
  expect(names()).toEqual(['cd', 'b', 'cbd', 'cb']);
  putSession(api, queries, chat('c', { classId: null }));
  expect(names()).toEqual(['d', 'b', 'cbd', 'cb']);
});

test('an ephemeral chat is in no list, one that is gone leaves all', () => {
  const { api, queries, names } = bench([chat('b')]);
  putSession(api, queries, chat('e', { ephemeral: true }));
  expect(names()).toEqual(['b', '', 'b', 'b']);
  dropSession(api, queries, 'b');
  expect(names()).toEqual(['', '', '', '']);
});
