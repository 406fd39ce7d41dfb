import { createTRPCClient } from '@trpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppRouter } from '#server/api/router.ts';
import { newId } from '#shared/ids.ts';
import { openLine } from '../../client/lib/open-line.ts';
import { shouldRetry } from '../../client/lib/retry-policy.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { procedures } from '#tests/harness/procedures.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

test('of all mutations only those are not sent again that would do something a second time', () => {
  const once = procedures
    .filter(({ kind }) => kind === 'mutation')
    .map(({ path }) => path)
    .filter((path) => !shouldRetry({ type: 'mutation', path, input: { classId: 'a', sessionId: 'b' } }, false, 1));
  expect(once.toSorted()).toEqual(['sessions.deleteAll', 'tokens.create']);
});

test('RS-03 an ask whose line drops before its reply goes out again by itself: one run, one charge, watched to its end', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  let drops = 0;
  /** Breaks right after the question, and right after the watch, has been sent. */
  class BreakingSocket extends WebSocket {
    override send(data: string) {
      super.send(data);
      const isOurs = /"turns\.(ask|watch)"/.test(data);
      if (!isOurs || drops >= 4) return;
      drops += 1;
      this.close();
    }
  }
  const { socket, links } = openLine({
    url: `${app.url.replace('http', 'ws')}/trpc`,
    connectionParams: { token: person.token },
    WebSocket: BreakingSocket,
  });
  const client = createTRPCClient<AppRouter>({ links });
  const turnId = newId();
  const { runId } = await client.turns.ask.mutate({ turnId, text: 'What is osmosis?', classId });
  expect(runId).toBe(turnId);
  const { turn } = await watchRun(client, runId).end;
  expect(drops).toBe(4);
  expect(turn.answers).toHaveLength(1);
  expect((await client.usage.get.query()).chats).toMatchObject({ used: 1, held: 0 });
  await socket.close();
});
