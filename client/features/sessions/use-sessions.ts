import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Session } from '#shared/session.ts';
import { type Api, useTRPC } from '../../lib/api.ts';
import { useVisible } from '../../lib/use-visible.ts';

/** Which chats are listed: those of a class, or all. */
export interface SessionsInput {
  classId?: string;
  search?: string;
}

/** What chats are asked for with: the same everywhere, so that they are kept once. */
export const sessionsQuery = (api: Api, input: SessionsInput) =>
  api.sessions.list.infiniteQueryOptions(input, { getNextPageParam: (page) => page.nextCursor ?? undefined });

const idOf = ({ sessionId }: Session): string => sessionId;

/** Chats, newest first, in pages. While others are searched for, those found before stay. */
export function useSessions(input: SessionsInput) {
  const { data, ...query } = useInfiniteQuery({
    ...sessionsQuery(useTRPC(), input),
    ...(input.search === undefined ? {} : { placeholderData: keepPreviousData }),
  });
  return {
    ...query,
    sessions: useVisible(
      data?.pages.flatMap((page) => page.sessions),
      idOf,
    ),
  };
}
