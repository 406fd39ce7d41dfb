import { Binary } from 'mongodb';
import { expect, test } from 'vitest';
import type { Embedder } from '#server/models/embedder.ts';
import { meterEmbedder } from '#server/models/metered-embedder.ts';
import { createMemoryTokenBucket } from '#server/quota/memory-token-bucket.ts';
import { classOf, openTestLibrary, type TestLibrary } from '#tests/harness/library.ts';
import { embedLocally, localEmbedder } from '#tests/harness/local-embedder.ts';
import { embeddingWork } from './embedding-work.ts';

const user = 'user-1';
const pages = Array.from({ length: 60 }, (_, page) => `# Section ${page}\n\nCell number ${page} divides.`).join('\n\n');

const metered = (embedder: Embedder = localEmbedder()) => meterEmbedder(embedder, null);

/** Counts the texts that it turns into vectors; waits before a batch where it is told to. */
function countedEmbedder(model = 'local-embedder') {
  const texts: string[] = [];
  const gates: Promise<void>[] = [];
  const embedder: Embedder = {
    model,
    embed: async (batch, signal) => {
      const gate = gates.shift();
      if (gate) await Promise.race([gate, aborted(signal)]);
      signal.throwIfAborted();
      texts.push(...batch);
      return localEmbedder(model).embed(batch, signal);
    },
  };
  return { embedder, texts, gates };
}

const aborted = (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener('abort', resolve));

const rowOf = ({ database }: TestLibrary, documentId: string) =>
  database.db.embeddings.where({ userId: user, documentId }).first();
const modelOf = async (at: TestLibrary, documentId: string) => (await rowOf(at, documentId))?.model;
const vectorsOf = ({ database }: TestLibrary, documentId: string) =>
  database.db.vectors.where({ userId: user, documentId }).all();
const passagesOf = ({ database }: TestLibrary, documentId: string) =>
  database.db.passages.where({ userId: user, documentId }).all();

async function addDocument(at: TestLibrary, content = pages): Promise<string> {
  const { documentId } = await at.accept(user, await classOf(at.library, user), 'cells.md', content);
  await at.settled(documentId);
  return documentId;
}

test('every passage of a ready document gets a vector, of its text below its heading', async () => {
  await using at = await openTestLibrary({ embedder: metered() });
  await at.library.start(true);
  const documentId = await addDocument(at);
  await expect.poll(() => modelOf(at, documentId)).toBe('local-embedder');
  const passages = await passagesOf(at, documentId);
  const vectors = await vectorsOf(at, documentId);
  expect(new Set(vectors.map(({ passageId }) => passageId))).toEqual(
    new Set(passages.map(({ passageId }) => passageId)),
  );
  expect(vectors).toHaveLength(passages.length);
  const [passage] = passages;
  const row = vectors.find(({ passageId }) => passageId === passage?.passageId);
  expect(row).toMatchObject({ dimension: 768, model: 'local-embedder' });
  if (!(row?.vector instanceof Binary)) throw new Error('not binary');
  const expected = embedLocally('local-embedder', `${passage?.heading}\n${passage?.text}`);
  for (const [at, value] of row.vector.toFloat32Array().entries()) expect(value).toBeCloseTo(expected[at] ?? NaN, 5);
});

test('a document is ready before it has vectors', async () => {
  const { embedder, gates } = countedEmbedder();
  const gate = Promise.withResolvers<void>();
  gates.push(gate.promise);
  await using at = await openTestLibrary({ embedder: metered(embedder) });
  await at.library.start(true);
  const documentId = await addDocument(at);
  expect(await modelOf(at, documentId)).toBeNull();
  gate.resolve();
  await expect.poll(() => modelOf(at, documentId)).toBe('local-embedder');
});

test('work that was broken off goes on where it stopped: nothing is asked for twice', async () => {
  const { embedder, texts, gates } = countedEmbedder();
  gates.push(Promise.resolve(), new Promise(() => {}));
  await using at = await openTestLibrary({ embedder: metered(embedder) });
  await at.library.start(true);
  const documentId = await addDocument(at);
  await expect.poll(async () => (await vectorsOf(at, documentId)).length).toBeGreaterThan(0);
  await expect.poll(() => gates.length).toBe(0);
  await at.library.stop();
  const before = texts.length;
  expect(before).toBeGreaterThan(0);
  const again = at.another();
  await again.start(false);
  await expect.poll(() => modelOf(at, documentId)).toBe('local-embedder');
  await again.stop();
  expect(texts).toHaveLength((await passagesOf(at, documentId)).length);
});

test('a killed server’s work is taken up once its time has passed', async () => {
  let ahead = 0;
  const { embedder, gates } = countedEmbedder();
  gates.push(new Promise(() => {}));
  const now = () => new Date(Date.now() + ahead);
  await using at = await openTestLibrary({ embedder: metered(embedder), now });
  await at.library.start(true);
  const documentId = await addDocument(at);
  await expect.poll(async () => (await rowOf(at, documentId))?.owner).toMatch(/./);
  const clocked = { db: at.database.db, now };
  expect(await embeddingWork(clocked, 'local-embedder').take('other', [])).toBeNull();
  ahead = 60_000;
  const other = at.another();
  await other.start(false);
  await expect.poll(() => modelOf(at, documentId), { timeout: 10_000 }).toBe('local-embedder');
  await other.stop();
});

test('two servers at once double nothing', async () => {
  const { embedder, texts } = countedEmbedder();
  await using at = await openTestLibrary({ embedder: metered(embedder), freeDocuments: 10 });
  await at.library.start(false);
  const other = at.another();
  await other.start(false);
  const classId = await classOf(at.library, user);
  const documents = await Promise.all(
    [1, 2, 3, 4].map((n) => at.accept(user, classId, `cells-${n}.md`, `${pages}\n\nNumber ${n}.`)),
  );
  for (const { documentId } of documents) {
    await expect.poll(() => modelOf(at, documentId), { timeout: 10_000 }).toBe('local-embedder');
  }
  const passages = await at.database.db.passages.where({ userId: user }).all();
  expect(texts).toHaveLength(passages.length);
  expect(await at.database.db.vectors.where({ userId: user }).all()).toHaveLength(passages.length);
  await other.stop();
});

test('a changed model makes all vectors anew, and the old ones go', async () => {
  await using at = await openTestLibrary({ embedder: metered() });
  await at.library.start(true);
  const documentId = await addDocument(at);
  await expect.poll(() => modelOf(at, documentId)).toBe('local-embedder');
  await at.library.stop();
  const changed = at.another({ embedder: metered(localEmbedder('other-embedder')) });
  await changed.start(true);
  await expect.poll(() => modelOf(at, documentId)).toBe('other-embedder');
  await changed.stop();
  const vectors = await vectorsOf(at, documentId);
  expect(new Set(vectors.map(({ model }) => model))).toEqual(new Set(['other-embedder']));
  expect(vectors).toHaveLength((await passagesOf(at, documentId)).length);
});

test('a server with an older setting does not make its model’s vectors again', async () => {
  await using at = await openTestLibrary({ embedder: metered() });
  await at.library.start(false);
  const documentId = await addDocument(at);
  await expect.poll(() => modelOf(at, documentId)).toBe('local-embedder');
  const changed = at.another({ embedder: metered(localEmbedder('other-embedder')) });
  await changed.start(false);
  await expect.poll(() => modelOf(at, documentId)).toBe('other-embedder');
  const second = await addDocument(at, `${pages}\n\nMore.`);
  await expect.poll(() => modelOf(at, second), { timeout: 20_000 }).toBe('other-embedder');
  expect(await modelOf(at, documentId)).toBe('other-embedder');
  await changed.stop();
});

test('documents from before there was an embedder get their vectors at the next start', async () => {
  await using at = await openTestLibrary();
  await at.library.start(true);
  const documentId = await addDocument(at);
  expect(await rowOf(at, documentId)).toBeNull();
  await at.library.stop();
  const later = at.another({ embedder: metered() });
  await later.start(true);
  await expect.poll(() => modelOf(at, documentId)).toBe('local-embedder');
  await later.stop();
});

test('a deleted document’s vectors go with it, also those that are being made', async () => {
  const { embedder, gates } = countedEmbedder();
  await using at = await openTestLibrary({ embedder: metered(embedder), restorableMs: 20, freeDocuments: 10 });
  await at.library.start(true);
  const whole = await addDocument(at);
  await expect.poll(() => modelOf(at, whole)).toBe('local-embedder');
  gates.push(Promise.resolve(), new Promise(() => {}));
  const half = await addDocument(at, `${pages}\n\nMore.`);
  await expect.poll(async () => (await vectorsOf(at, half)).length).toBeGreaterThan(0);
  await at.library.deleteDocument(user, whole);
  await at.library.deleteDocument(user, half);
  for (const documentId of [whole, half]) {
    await expect.poll(() => rowOf(at, documentId), { timeout: 10_000 }).toBeNull();
    expect(await vectorsOf(at, documentId)).toEqual([]);
  }
});

test('a model that cannot be had is tried again, and half of the minute’s tokens stay for questions', async () => {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const bucket = createMemoryTokenBucket(10_000, now);
  let isDown = true;
  const embedder: Embedder = {
    model: 'local-embedder',
    embed: (texts, signal) => (isDown ? Promise.reject(new Error('down')) : localEmbedder().embed(texts, signal)),
  };
  await using at = await openTestLibrary({ embedder: meterEmbedder(embedder, bucket), now });
  await at.library.start(true);
  const documentId = await addDocument(at);
  await expect.poll(async () => (await rowOf(at, documentId))?.attempts).toBe(1);
  await expect.poll(async () => (await rowOf(at, documentId))?.owner).toBeNull();
  isDown = false;
  ahead = 10_000;
  await expect.poll(() => modelOf(at, documentId), { timeout: 10_000 }).toBe('local-embedder');
  expect(await bucket.take(5_000)).not.toBeNull();
});
