import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { chatDeps } from '#tests/harness/chat-deps.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { ask } from './ask.ts';
import { findSession } from './session-store.ts';

const named = { text: 'Of a class', source: 'main_app' } as const;
const unnamed = { text: 'Of whatever it is bound to', source: 'main_app' } as const;

for (const isThere of [false, true])
  test(`a question that names nothing leaves what another binds at the same moment, chat there: ${isThere}`, async () => {
    await using data = await openTestDatabase();
    const deps = chatDeps(data.database);
    deps.library.findClass = async (_userId, classId) => ({ classId, name: 'Biology' });
    const [userId, sessionId, classId] = [newId(), newId(), newId()];
    if (isThere) await ask(deps, userId, { ...unnamed, turnId: newId(), sessionId });
    let isFirst = true;
    deps.asks.count = async () => {
      if (!isFirst) return;
      isFirst = false;
      await ask(deps, userId, { ...named, turnId: newId(), sessionId, classId });
    };
    await ask(deps, userId, { ...unnamed, turnId: newId(), sessionId });
    expect(await findSession(deps.db, userId, sessionId)).toMatchObject({ classId, documentId: null });
  });
