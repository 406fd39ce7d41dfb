import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { chatDeps } from '#tests/harness/chat-deps.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { ask } from './ask.ts';
import { drainRuns } from './drain.ts';

test('a server that stops tells of the runs that it ends before it goes', async () => {
  await using data = await openTestDatabase();
  const deps = chatDeps(data.database, {
    answer: async function* ({ signal }) {
      yield { type: 'status', stage: 'searching' };
      await delay(60_000, undefined, { signal });
      throw new Error('nobody stopped it');
    },
  });
  const told: string[] = [];
  deps.events.publish = async (_userId, { type }) => {
    await delay(20);
    told.push(type);
  };
  await ask(deps, newId(), { turnId: newId(), text: 'What is osmosis?', source: 'main_app' });
  await drainRuns(deps.runs, 0);
  expect(told).toContain('turn.ended');
  expect(told.at(-1)).toBe('usage.changed');
});
