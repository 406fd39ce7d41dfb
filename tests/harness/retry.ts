import { newId } from '#shared/ids.ts';
import type { Turn } from '#shared/turn.ts';
import type { Client } from './connect.ts';
import { watchRun } from './watch-run.ts';

/** Has a question answered once more and waits until that run has ended, however. */
export async function retryToEnd(client: Client, turnId: string): Promise<Turn> {
  const { runId } = await client.turns.retry.mutate({ turnId, runId: newId() });
  return (await watchRun(client, runId).end).turn;
}
