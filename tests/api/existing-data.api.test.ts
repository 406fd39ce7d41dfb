import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startFixtureApp } from '#tests/fixtures/load.ts';
import { account, answered, troubled } from '#tests/fixtures/story.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { postAuth } from '#tests/harness/calls.ts';

const signedIn = z.object({ token: z.string() });

describe('data that earlier versions wrote', () => {
  test.for([1, 2] as const)('shapes %i are brought to those of today, and used as ever', async (version) => {
    await using app = await startFixtureApp(version);
    const { db } = app.app.database;
    expect(await db.settings.where({ key: 'schema' }).first()).toMatchObject({ value: '2' });
    const reply = await postAuth(app.url, '/sign-in/email', { email: account.email, password: account.password });
    const client = app.connect(signedIn.parse(await reply.json()).token);
    const { turns } = await client.sessions.get.query({ sessionId: answered.sessionId });
    expect(turns.map(({ question }) => question)).toEqual(answered.turns.map(({ question }) => question));
    for (const [index, { versions }] of answered.turns.entries())
      expect(turns[index]?.answers.map(({ reaction }) => reaction)).toEqual(versions.map(({ reaction }) => reaction));
    const old = await client.sessions.get.query({ sessionId: troubled.sessionId });
    expect(old.turns.map(({ status }) => status)).toContain('failed');
    const turn = await askToEnd(client, { sessionId: answered.sessionId, text: 'What does a checkpoint halt?' });
    expect(turn.status).toBe('answered');
  });
});
