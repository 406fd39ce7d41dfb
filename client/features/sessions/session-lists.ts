import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import type { Session } from '#shared/session.ts';
import type { Api } from '../../lib/api.ts';
import { mapPages, upsert } from '../../lib/pages.ts';

interface Page {
  sessions: Session[];
  nextCursor: string | null;
}

const keySchema = z.tuple([
  z.unknown(),
  z.object({ input: z.object({ classId: z.string().optional(), search: z.string().optional() }) }),
]);

const idOf = ({ sessionId }: Session): string => sessionId;

/** The order of sessions.list. */
const newestFirst = (a: Session, b: Session): number =>
  a.updatedAt === b.updatedAt ? (a.sessionId < b.sessionId ? 1 : -1) : a.updatedAt < b.updatedAt ? 1 : -1;

/** Puts a chat into every list that is known, where it belongs, and takes it out of those where it no longer does. */
export function putSession(api: Api, queries: QueryClient, session: Session): void {
  changeLists(api, queries, ({ classId, search }, sessions) => {
    const inside = !session.ephemeral && (classId === undefined || classId === session.classId);
    const known = sessions.some((one) => one.sessionId === session.sessionId);
    if (!inside) return sessions.filter((one) => one.sessionId !== session.sessionId);
    // what was searched for is the server's to say
    if (search !== undefined && !known) return [...sessions];
    return upsert(sessions, session, idOf).toSorted(newestFirst);
  });
}

export function dropSession(api: Api, queries: QueryClient, sessionId: string): void {
  changeLists(api, queries, (_input, sessions) => sessions.filter((one) => one.sessionId !== sessionId));
}

type Input = z.infer<typeof keySchema>[1]['input'];

function changeLists(
  api: Api,
  queries: QueryClient,
  change: (input: Input, sessions: readonly Session[]) => Session[],
): void {
  for (const [queryKey, data] of queries.getQueriesData<InfiniteData<Page>>({
    queryKey: api.sessions.list.pathKey(),
  })) {
    const key = keySchema.safeParse(queryKey);
    if (!key.success || data === undefined) continue;
    queries.setQueryData(
      queryKey,
      mapPages(
        data,
        (page) => page.sessions,
        (page, sessions) => ({ ...page, sessions }),
        (sessions) => change(key.data[1].input, sessions),
      ),
    );
  }
  // news overtakes a reply that is on its way: that reply may be older
  const onItsWay = queries.isFetching({ queryKey: api.sessions.list.pathKey() }) > 0;
  if (onItsWay) void queries.invalidateQueries({ queryKey: api.sessions.list.pathKey() });
}
