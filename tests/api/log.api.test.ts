import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#shared/ids.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { type Client, connect, type Connection, signUp } from '#tests/harness/connect.ts';
import { makeTestData, type TestData } from '#tests/harness/database.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { type ModelServer, startModelServer } from '#tests/harness/model-server.ts';
import { type ServerProcess, startServerProcess } from '#tests/harness/server-process.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const asked = 'quizzicalheron';
const answered = 'velvetlantern';
const text = `Is osmosis a diffusion of water through a membrane, ${asked}?`;
const pieces = [`Water ${answered} `, 'moves [1].'];
let data: TestData;
let model: ModelServer;
let server: ServerProcess;
let connection: Connection;
let client: Client;
let classId: string;
beforeAll(async () => {
  data = await makeTestData();
  model = await startModelServer();
  server = await startServerProcess({
    ...data.env,
    OPENAI_BASE_URL: model.baseUrl,
    LOG_LEVEL: 'info',
    STREAM_IDLE_TIMEOUT_MS: '1000',
    FREE_CHATS_PER_MONTH: '3',
  });
  const account = await signUp(server.url);
  connection = connect(server.url, account.token);
  ({ client } = connection);
  ({ classId } = await classWith(server, { ...account, client }, [osmosis]));
});
afterAll(async () => {
  connection.close();
  await server.end('SIGTERM');
  await model.close();
  await data[Symbol.asyncDispose]();
});

const at = z.iso.datetime();
const runSchema = z.strictObject({
  level: z.literal(30),
  time: z.number(),
  msg: z.literal('run ended'),
  userId: z.string(),
  sessionId: z.string(),
  turnId: z.string(),
  runId: z.string(),
  end: z.enum(['completed', 'stopped', 'failed']),
  code: z.string().nullable(),
  acceptedAt: at,
  startedAt: at,
  firstTokenAt: at.nullable(),
  endedAt: at,
  tokensIn: z.number(),
  tokensOut: z.number(),
});

/** The log lines of runs, once there is one for each of these. */
async function linesOf(...runIds: string[]): Promise<z.output<typeof runSchema>[]> {
  const lines = () =>
    server.output
      .split('\n')
      .filter((line) => line.includes('"run ended"'))
      .map((line) => runSchema.parse(JSON.parse(line)));
  await expect.poll(() => runIds.every((id) => lines().some(({ runId }) => runId === id))).toBe(true);
  return lines().filter(({ runId }) => runIds.includes(runId));
}

test('each run is one line with its ids, times and tokens, whatever its end', async () => {
  model.next({ pieces }, 'by hand', { status: 401 });
  const { turnId, sessionId, answers } = await askToEnd(client, { text, classId });
  expect(answers[0]?.content).toContain(answered);
  const stopped = await ask(client, { text, classId });
  (await model.nextCall()).send(`Half ${answered}`);
  await stopped.watch.until(({ type }) => type === 'token');
  await client.turns.stop.mutate({ runId: stopped.runId });
  const failed = await askToEnd(client, { text, classId });
  const lines = await linesOf(turnId, stopped.runId, failed.turnId);
  expect(lines).toHaveLength(3);
  const [first, second, third] = lines;
  expect(first).toMatchObject({ turnId, sessionId, runId: turnId, end: 'completed', code: null });
  expect(first?.tokensIn).toBeGreaterThan(0);
  expect(first?.tokensOut).toBeGreaterThan(0);
  const { acceptedAt = '', startedAt = '', firstTokenAt, endedAt = '' } = first ?? {};
  const times = [acceptedAt, startedAt, firstTokenAt ?? '', endedAt];
  expect(times).toEqual(times.toSorted((a, b) => a.localeCompare(b)));
  expect(second).toMatchObject({ end: 'stopped', code: null });
  expect(third).toMatchObject({ end: 'failed', code: 'MODEL_UNAVAILABLE', firstTokenAt: null, tokensOut: 0 });
});

test('nothing that was asked or answered is in the log, on any path', async () => {
  const echo = { message: `I will not answer “${text}”`, type: 'invalid_request_error' };
  const runs: string[] = [];
  for (const script of [
    { pieces: ['NO_ANSWER'] },
    { pieces, end: 'cut' as const },
    { pieces, end: 'malformed' as const },
    { pieces, end: 'error in stream' as const },
    { pieces, end: 'silence' as const },
    { pieces, end: 'content_filter' as const },
    { pieces: [] },
    { ...echo, status: 400 },
    { ...echo, status: 401 },
    { ...echo, status: 400, code: 'context_length_exceeded' },
    { ...echo, status: 400, code: 'content_filter' },
  ]) {
    model.next(script);
    const turn = await askToEnd(client, { text, classId });
    runs.push(turn.turnId);
  }
  model.next('by hand');
  const broken = await ask(client, { text, classId });
  (await model.nextCall()).send('Water ').raw(`data: {"choices": [{"delta": "${answered}\n\n`).end();
  await broken.watch.end;
  model.next({ status: 500, message: text });
  const retried = newId();
  await client.turns.retry.mutate({ turnId: broken.turnId, runId: retried });
  await watchRun(client, retried).end;
  model.next({ pieces });
  await askToEnd(client, { text, classId });
  expect(await refusal(client.turns.ask.mutate({ turnId: newId(), text, classId }))).toMatchObject({
    code: 'QUOTA_EXCEEDED',
  });
  await refusal(client.turns.ask.mutate({ turnId: newId(), text: text.repeat(400) }));
  await refusal(client.turns.ask.mutate({ turnId: newId(), text, classId: newId() }));
  await refusal(client.turns.ask.mutate({ turnId: broken.turnId, text: `${text} Really?` }));
  await linesOf(...runs, broken.runId, retried);
  expect(server.output).toContain('"run failed"');
  for (const word of [asked, answered]) expect(server.output).not.toContain(word);
});
