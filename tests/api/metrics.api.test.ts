import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const token = 'metrics-token-for-tests';
const text = 'What is osmosis?';
let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({ METRICS_TOKEN: token, FREE_CHATS_PER_MONTH: '2' });
  person = await app.person();
});
afterAll(() => app[Symbol.asyncDispose]());

const read = (headers: Record<string, string> = {}, path = '/metrics') => fetch(app.url + path, { headers });

/** One sample's value. */
async function value(name: string): Promise<number> {
  const line = (await (await read()).text()).split('\n').find((line) => line.startsWith(`${name} `));
  if (line === undefined) throw new Error(`there is no ${name}`);
  return Number(line.slice(name.length));
}

describe('who may read the metrics', () => {
  test('this machine, without a token', async () => {
    const reply = await read();
    expect(reply.status).toBe(200);
    expect(await reply.text()).toContain('# TYPE footnote_runs_started_total counter');
  });

  test('what came through a proxy wants the token', async () => {
    const through = { 'x-forwarded-for': '203.0.113.9' };
    const refused = await read(through);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await refused.text()).not.toContain('footnote_');
    for (const wrong of [`${token}x`, token.slice(1), ''])
      expect((await read({ ...through, authorization: `Bearer ${wrong}` })).status).toBe(401);
    const reply = await read({ ...through, authorization: `Bearer ${token}` });
    expect(reply.status).toBe(200);
    expect(await reply.text()).toContain('footnote_runs_started_total');
  });

  test('a page whose name leads here does not, and without a token set nobody else does', async () => {
    await using bare = await startTestApp();
    expect((await fetch(`${bare.url}/metrics`, { headers: { 'x-real-ip': '203.0.113.9' } })).status).toBe(404);
    const status = await new Promise((resolve, reject) => {
      request(`${bare.url}/metrics`, { headers: { host: 'evil.example' } }, (res) => resolve(res.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);
    expect((await fetch(`${bare.url}/metrics`)).status).toBe(200);
  });

  test('they are read only', async () => {
    expect((await fetch(`${app.url}/metrics`, { method: 'POST' })).status).toBe(400);
    const head = await fetch(`${app.url}/metrics`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });
});

test('SE-11 headers of metrics: typed, not cached, not framed, for its own origin only', async () => {
  const { headers } = await read({ origin: 'https://evil.example' });
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('access-control-allow-origin')).toBeNull();
  const refused = await read({ 'x-forwarded-for': '203.0.113.9' });
  expect(refused.headers.get('cache-control')).toBe('no-store');
});

test('what happens to runs, watchers and the quota is counted', async () => {
  const { client } = person;
  const { classId } = await classWith(app, person, [osmosis]);
  const before = await value('footnote_runs_started_total');
  app.model.next({ pieces: ['Water moves [1].'] });
  const turn = await askToEnd(client, { text, classId });
  expect(await value('footnote_runs_completed_total')).toBe(1);
  expect(await value('footnote_run_first_token_seconds_count')).toBe(1);
  expect(await value('footnote_run_duration_seconds_count{end="completed"}')).toBe(1);
  expect(await value('footnote_tokens_total{direction="output"}')).toBeGreaterThan(0);
  const { runId = '' } = turn.answers[0] ?? {};
  await watchRun(client, runId, '1').end;
  expect(await value('footnote_watch_reconnects_total')).toBe(1);

  app.model.next({ status: 401 });
  await askToEnd(client, { text, classId });
  expect(await value('footnote_runs_failed_total{code="MODEL_UNAVAILABLE"}')).toBe(1);

  app.model.next('by hand');
  const { runId: running, watch } = await ask(client, { text, classId });
  (await app.model.nextCall()).send('Water ');
  await watch.until(({ type }) => type === 'token');
  expect(await value('footnote_runs_running')).toBe(1);
  expect(await value('footnote_sockets_open')).toBe(1);
  await client.turns.stop.mutate({ runId: running });
  expect(await value('footnote_runs_stopped_total')).toBe(1);
  expect(await value('footnote_runs_running')).toBe(0);
  expect(await value('footnote_runs_started_total')).toBe(before + 3);

  expect((await refusal(client.turns.ask.mutate({ turnId: newId(), text, classId }))).code).toBe('QUOTA_EXCEEDED');
  expect(await value('footnote_quota_refusals_total')).toBe(1);
});
