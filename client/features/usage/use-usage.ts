import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../lib/api.ts';

/** The user's plan and what is used of it; undefined until known. */
export const useUsage = () => useQuery(useTRPC().usage.get.queryOptions()).data;
