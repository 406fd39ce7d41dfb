import { useInfiniteQuery } from '@tanstack/react-query';
import { type Api, useTRPC } from '../../lib/api.ts';

/** What a class's chats are asked for with: the same everywhere, so that they are kept once. */
export const sessionsQuery = (api: Api, classId: string) =>
  api.sessions.list.infiniteQueryOptions({ classId }, { getNextPageParam: (page) => page.nextCursor ?? undefined });

/** A class's chats, newest first, in pages. */
export function useSessions(classId: string) {
  const { data, ...query } = useInfiniteQuery(sessionsQuery(useTRPC(), classId));
  return { ...query, sessions: data?.pages.flatMap((page) => page.sessions) };
}
