import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConfigured } from '#server/database/open.ts';
import { openDiskFiles } from '#server/files/disk.ts';
import { createLibrary } from '#server/library/library.ts';
import type { MeteredEmbedder } from '#server/models/metered-embedder.ts';
import { openLog } from '#server/observe/log.ts';
import { createRetrieval } from '#server/retrieval/create-retrieval.ts';
import type { RankedBy } from '#server/retrieval/search-passages.ts';
import { createMemoryUserEvents } from '#server/streams/memory-user-events.ts';
import { collectGarbage } from './retrieval/collect-garbage.ts';
import { dimension, randomFrom, vectorNear } from './retrieval/made-text.ts';
import { askManuals, manualCount, questionCount } from './retrieval/manuals.ts';
import { fillClass } from './retrieval/shelf.ts';
import { measureSpeed } from './retrieval/speed.ts';
import { tableOf, writeTable } from './streams/report.ts';
import { atMost, reported, type Verdict } from './streams/verdict.ts';

/**
 * `npm run bench -- retrieval [--only speed|manuals] [--write]`. Two claims:
 * - of 30 questions to three manuals, keyword search puts the right page among the first five passages for at least 26;
 *   everything on the way is the real thing: upload, reading, index, search;
 * - a warm search of 5,000 and 50,000 passages is as fast as the budget wants, and does not hold the event loop. The
 *   vectors are made (1,536 numbers each, in topics), the query's too: what the embeddings service takes is not counted.
 */
const claimedRight = 26;
const sizes = [
  { passages: 5_000, keywordMs: 10, hybridMs: 40 },
  { passages: 50_000, keywordMs: 60, hybridMs: 250 },
];
const blockedMs = 20;
const cacheBytes = 512_000_000;
const userId = 'bench';
const only = process.argv[process.argv.indexOf('--only') + 1];
const wants = (part: string): boolean => !process.argv.includes('--only') || only === part;

/** Says that a text is about some topic, the same text about the same one; costs no time. */
const random = randomFrom(5);
const embedder: MeteredEmbedder = {
  model: 'made',
  embed: async (texts) => texts.map((text) => vectorNear(text.length * 7, random)),
};

const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
const database = await openConfigured({ DATA_DIR: folder });
const { db } = database;
const log = openLog('warn');
const verdicts: Verdict[] = [];
try {
  if (wants('manuals')) await manuals();
  if (wants('speed')) for (const size of sizes) await speed(size);
} finally {
  await database.close();
  await rm(folder, { recursive: true });
}
console.log(`\n${tableOf(verdicts)}`);
if (process.argv.includes('--write')) {
  const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
  await writeTable(join(import.meta.dirname, '../docs/performance.md'), 'retrieval', command, verdicts);
}
process.exit(verdicts.every(({ holds }) => holds !== false) ? 0 : 1);

async function manuals(): Promise<void> {
  const events = createMemoryUserEvents();
  const library = createLibrary({
    db,
    files: await openDiskFiles(join(folder, 'files')),
    events,
    log,
    fileBytes: 50_000_000,
    freeDocuments: manualCount,
    usageChanged: async () => {},
  });
  await library.start(true);
  const right = await askManuals({ userId, library, retrieval: createRetrieval({ db, cacheBytes }), events });
  await library.stop();
  verdicts.push({
    measure: `questions to three manuals with a right page among the first five passages, of ${questionCount}`,
    must: `≥ ${claimedRight}`,
    measured: String(right),
    holds: right >= claimedRight,
  });
}

async function speed({ passages, keywordMs, hybridMs }: (typeof sizes)[number]): Promise<void> {
  const owner = `${userId}-${passages}`;
  const classId = await fillClass(db, owner, embedder.model, passages);
  console.log(`${passages} passages, vectors of ${dimension} numbers`);
  for (const [rankedBy, must] of [
    ['keyword', keywordMs],
    ['hybrid', hybridMs],
  ] satisfies [RankedBy, number][]) {
    const retrieval = createRetrieval({ db, cacheBytes, vectors: { embedder, log, waitMs: 120_000 }, rankedBy });
    collectGarbage();
    const before = process.memoryUsage().rss;
    const scope = { userId: owner, classId, documentId: null, documentIds: null };
    const found = await measureSpeed(retrieval, scope);
    collectGarbage();
    const memory = (process.memoryUsage().rss - before) / 1e6;
    await retrieval.close();
    const search = `search of ${passages} passages, ${rankedBy}`;
    verdicts.push(
      atMost(`${search}: p95`, found.p95Ms, must, { unit: ' ms', detail: `median ${found.medianMs.toFixed(1)}` }),
      atMost(`${search}: event loop held at most`, found.blockedMs, blockedMs, { unit: ' ms' }),
      reported(
        `${search}: processor time of the loop's thread, memory taken, passages found`,
        `${found.cpuMs.toFixed(1)} ms, ${memory.toFixed(0)} MB, ${found.found.toFixed(1)}`,
      ),
      reported(
        `${search}: the first search, which builds what is kept, and how long the event loop was held meanwhile at most`,
        `${(found.firstMs / 1_000).toFixed(1)} s, ${found.firstBlockedMs.toFixed(0)} ms`,
      ),
    );
  }
}
