import type { AskInput, AskReply, Turn } from '#shared/turn.ts';
import { newId } from '#shared/ids.ts';
import type { Client } from './connect.ts';
import { type RunWatch, watchRun } from './watch-run.ts';

type Asked = Partial<AskInput> & { text: string };

/** Asks with an id of its own and watches the answer. */
export async function ask(client: Client, input: Asked): Promise<AskReply & { watch: RunWatch }> {
  const reply = await client.turns.ask.mutate({ turnId: newId(), ...input });
  return { ...reply, watch: watchRun(client, reply.runId) };
}

/** Asks and waits until the run has ended, however. */
export async function askToEnd(client: Client, input: Asked): Promise<Turn> {
  const { watch } = await ask(client, input);
  return (await watch.end).turn;
}
