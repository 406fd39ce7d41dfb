import { expect, test } from 'vitest';
import { openLog } from '#server/observe/log.ts';
import { connectRedis } from '#server/redis/connect.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { startRedis } from '#tests/harness/redis.ts';

const text = 'What is osmosis?';

async function reader(app: TestApp) {
  const person = await app.person();
  return { ...person, ...(await classWith(app, person, [osmosis])) };
}

test('FT-07, PY-7a (several servers) one bucket for all, each its own while Redis is away', async () => {
  await using redis = await startRedis();
  // room for one call at a time
  const env = { REDIS_URL: redis.url, OPENAI_TPM_LIMIT: '4000' };
  await using one = await startTestApp(env, { bucketWaitMs: 300 });
  await using other = await startTestApp(env, { bucketWaitMs: 300 });
  const [ada, bob] = [await reader(one), await reader(other)];

  const asking = ask(ada.client, { text, classId: ada.classId });
  const call = await one.model.nextCall();
  const refused = await askToEnd(bob.client, { text, classId: bob.classId });
  expect(refused.error).toMatchObject({ code: 'BUSY' });
  expect(other.model.calls).toHaveLength(0);

  await redis.stop();
  expect(await askToEnd(bob.client, { text, classId: bob.classId })).toMatchObject({ status: 'answered' });
  call.send('Water moves [1].').finish();
  expect((await (await asking).watch.end).type).toBe('completed');
});

test('calls and questions of a minute are counted in Redis, under the user’s id, and not beyond their minute', async () => {
  await using redis = await startRedis();
  await using app = await startTestApp({ REDIS_URL: redis.url });
  const person = await app.person();
  await askToEnd(person.client, { text });
  const line = await connectRedis(redis.url, openLog('silent'));
  const keys = await line.send<string[]>('KEYS', 'limit:*');
  const what = keys.map((key) => key.split(':').slice(0, 3).join(':')).toSorted();
  expect(new Set(what)).toEqual(new Set([`limit:calls:${person.userId}`, `limit:questions:${person.userId}`]));
  for (const key of keys) {
    const left = await line.send<number>('PTTL', key);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000);
  }
  await line.close();
});
