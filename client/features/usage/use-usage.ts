import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../lib/api.ts';
import { untilReset } from './limit.ts';

/** The user's plan and what is used of it; undefined until known. A page that is open when the month ends learns of it. */
export const useUsage = () =>
  useQuery(
    useTRPC().usage.get.queryOptions(undefined, {
      refetchInterval: ({ state }) => state.data !== undefined && untilReset(state.data, Date.now()),
      refetchIntervalInBackground: true,
    }),
  ).data;
