import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { startTestApp } from '#tests/harness/app.ts';
import { ask } from '#tests/harness/ask.ts';
import { makeTestData } from '#tests/harness/database.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { startTcpProxy } from '#tests/harness/tcp-proxy.ts';

const text = 'What is osmosis?';

test('a database that goes away makes requests fail with a retryable error, and a run that went on is stored when it is back', async () => {
  await using data = await makeTestData();
  const server = new URL(data.env.DATABASE_URL ?? '');
  await using proxy = await startTcpProxy(Number(server.port));
  server.port = String(proxy.port);
  await using app = await startTestApp({ DATABASE_URL: server.href });
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  app.model.next('by hand');
  const { watch, turnId } = await ask(person.client, { text, classId });
  const call = await app.model.nextCall();
  call.send('Water moves ');
  await watch.until((event) => event.type === 'token');

  proxy.goAway();
  const refused = await refusal(person.client.sessions.list.query({}));
  expect(refused).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
  const unready = await fetch(`${app.url}/readyz`);
  expect(unready.status).toBe(503);
  expect(await unready.json()).toMatchObject({ error: { message: 'The database does not answer.' } });
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  call.send('to the salt [1].').finish();
  await watch.until((event) => event.type === 'token' && event.text.includes('salt'));
  const lost = { turnId: newId(), text, classId };
  expect((await refusal(person.client.turns.ask.mutate(lost))).code).toBe('UNAVAILABLE');

  proxy.comeBack();
  const end = await watch.end;
  expect(end).toMatchObject({ type: 'completed', turn: { turnId, status: 'answered' } });
  expect(watch.text).toBe(end.turn.answers[0]?.content);
  expect((await person.client.usage.get.query()).chats).toMatchObject({ used: 1, held: 0 });
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
  app.model.next({ pieces: ['Water moves [1].'] });
  expect(await person.client.turns.ask.mutate(lost)).toMatchObject({ runId: lost.turnId });
});
