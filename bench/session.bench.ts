import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import type { Db } from '#server/database/client.ts';
import { newId } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';

/** The claim: a session of 5,000 turns opens within 50 ms on the server, no slower than a short one. `npm run bench -- session` */
const claimedMs = 50;
const sizes = [50, 5_000];
const opens = 30;

const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
const app = await createApp(readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' }));
const userId = newId();
let worst = 0;
try {
  for (const turns of sizes) {
    const { sessionId } = await app.services.chat.createSession(userId, { source: 'main_app' });
    await fill(app.database.db, sessionId, turns);
    const times: number[] = [];
    for (let n = 0; n < opens; n += 1) {
      const from = performance.now();
      await app.services.chat.getSession(userId, sessionId, limits.pageSize);
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    const [median = Infinity, slow = Infinity] = [times[Math.floor(opens / 2)], times[Math.floor(opens * 0.95)]];
    worst = Math.max(worst, slow);
    console.log(`${turns} turns: median ${median.toFixed(1)} ms, p95 ${slow.toFixed(1)} ms (claimed: ${claimedMs})`);
  }
} finally {
  await app.close();
  await rm(folder, { recursive: true });
}
process.exit(worst <= claimedMs ? 0 : 1);

async function fill(db: Db, sessionId: string, count: number): Promise<void> {
  const began = Date.now() - count * 1_000;
  const rows = Array.from({ length: count }, (_, n) => {
    const turnId = newId();
    const createdAt = new Date(began + n * 1_000);
    return {
      userId,
      turnId,
      sessionId,
      question: `What is this, for the ${n}th time?`,
      source: 'main_app' as const,
      scope: { classId: null, documentId: null, documentIds: [] },
      status: 'answered' as const,
      running: null,
      runIds: [turnId],
      ended: [],
      answers: [
        {
          runId: turnId,
          content: 'Cells need energy, water and nutrients. '.repeat(40),
          outcome: 'answered' as const,
          route: 'general_qa' as const,
          citations: [],
          suggestions: [],
          reaction: null,
          model: 'bench',
          firstTokenMs: 300,
          totalMs: 3_000,
          createdAt,
        },
      ],
      current: 0,
      error: null,
      createdAt,
      deletedAt: null,
    };
  });
  await db.turns.createAndCount(rows);
}
