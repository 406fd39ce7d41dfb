import { mkdtemp, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openConfigured } from '#server/database/open.ts';
import { openDiskFiles } from '#server/files/disk.ts';
import { createLibrary } from '#server/library/library.ts';
import { openLog } from '#server/observe/log.ts';
import { createRetrieval } from '#server/retrieval/create-retrieval.ts';
import type { Scope } from '#server/retrieval/retrieval.ts';
import { createMemoryUserEvents } from '#server/streams/memory-user-events.ts';
import { fetchManuals } from './fetch-manuals.ts';
import list from './retrieval-questions.json' with { type: 'json' };

/**
 * The claim: of 30 questions to three manuals, keyword search puts the right page among the first five passages for at
 * least 26. Everything on the way is the real thing: upload, reading, index, search. `node bench/retrieval.bench.ts`
 */
const claimed = 26;
const front = 5;
const looked = 12;
const userId = 'bench';

const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
const database = await openConfigured({ DATA_DIR: folder });
const events = createMemoryUserEvents();
const library = createLibrary({
  db: database.db,
  files: await openDiskFiles(join(folder, 'files')),
  events,
  log: openLog('error'),
  fileBytes: 50_000_000,
  freeDocuments: list.documents.length,
  usageChanged: async () => {},
});
const retrieval = createRetrieval({ db: database.db, cacheBytes: 512_000_000 });
let right = 0;
try {
  await library.start(true);
  const { classId } = await library.createClass(userId, { name: 'Manuals' });
  for (const { id, file } of await fetchManuals()) {
    const manual = list.documents.find((one) => one.id === id);
    const began = performance.now();
    const { documentId } = await library.acceptFile(userId, classId, {
      name: basename(file),
      content: createReadStream(file),
    });
    const pages = await readiness(documentId);
    console.log(
      `\n${manual?.title}, ${pages} pages, ready after ${((performance.now() - began) / 1_000).toFixed(1)} s`,
    );
    const scope: Scope = { userId, classId, documentId, documentIds: null };
    for (const { question, pages: expected } of manual?.questions ?? []) right += await rank(scope, question, expected);
  }
} finally {
  await library.stop();
  await database.close();
  await rm(folder, { recursive: true });
}
const asked = list.documents.flatMap(({ questions }) => questions).length;
console.log(`\nright page among the first ${front} passages: ${right} of ${asked} (claimed: ${claimed})`);
process.exitCode = right >= claimed ? 0 : 1;

/** Prints where the right page came. @returns 1 where that is in front, else 0 */
async function rank(scope: Scope, question: string, expected: readonly number[]): Promise<number> {
  const { passages } = await retrieval.search(scope, question, looked);
  const at = passages.findIndex(({ page }) => expected.includes(page)) + 1;
  const found = passages.slice(0, front).map(({ page }) => page);
  const ok = at > 0 && at <= front;
  console.log(
    `${ok ? ' ' : '✗'} ${(at === 0 ? '–' : String(at)).padStart(2)}  ${question}  p. ${expected.join(', ')}; first pages ${found.join(' ')}`,
  );
  return ok ? 1 : 0;
}

/** Waits until the document has been read. @returns its pages @throws where it failed */
async function readiness(documentId: string): Promise<number> {
  const following = new AbortController();
  for await (const { event } of events.follow(userId, undefined, following.signal)) {
    if (event.type !== 'reset' && event.type !== 'document.ready' && event.type !== 'document.failed') continue;
    const document = await library.getDocument(userId, documentId);
    if (document.status === 'failed') throw new Error(document.error ?? 'failed');
    if (document.status === 'ready') return document.pages;
  }
  throw new Error('nothing was pushed');
}
