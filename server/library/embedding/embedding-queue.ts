import { field } from '#server/database/client.ts';
import type { MeteredEmbedder } from '#server/models/metered-embedder.ts';
import { isDuplicate, notDeleted } from '../rows.ts';
import { leaseMs } from '../work/hold.ts';
import { createWorkLoop, type Subject, type WorkLoop } from '../work/work-loop.ts';
import { embedDocument, type EmbeddingContext } from './embed-document.ts';
import { addEmbeddingWork, embeddingWork, openEmbeddingWork } from './embedding-work.ts';

/** Makes vectors of the documents that are ready and have none, or those of another model. */
export interface EmbeddingQueue extends Pick<WorkLoop, 'cancel' | 'stop'> {
  /** Notes that a document is to have vectors; it is not looked at before `ready`, or a while. */
  add(document: Subject): Promise<void>;
  /** Says that the document can be searched: its vectors may follow. */
  ready(document: Subject): Promise<void>;
  /** @param alone true where no other process works on this database */
  start(alone: boolean): Promise<void>;
}

/** Which model the installation's vectors are to be of: the one that was configured last. */
const settingKey = 'embedding model';

export function createEmbeddingQueue(context: () => EmbeddingContext, embedder: MeteredEmbedder): EmbeddingQueue {
  const { model } = embedder;
  let noting = Promise.resolve();
  const loop = createWorkLoop({
    atOnce: 2,
    // a server with an older setting leaves the vectors to those with the new one
    take: async (owner, busy) =>
      (await wantedModel(context())) === model ? embeddingWork(context(), model).take(owner, busy) : null,
    subjectOf: ({ row }) => row,
    run: (lease, signal) => embedDocument(context(), embedder, lease, signal),
    failed: (error) => context().log.warn({ err: error }, 'vectors could not be worked on'),
  });
  return {
    add: (document) => addEmbeddingWork(context(), document, leaseMs),
    ready: async (document) => {
      await openEmbeddingWork(context(), document);
      loop.wake();
    },
    cancel: (userId, documentId) => loop.cancel(userId, documentId),
    start: async (alone) => {
      if (alone) await embeddingWork(context(), model).freeAll();
      await wantModel(context(), model);
      loop.start();
      noting = noteAll(context()).then(
        () => loop.wake(),
        (error: unknown) => context().log.warn({ err: error }, 'documents without vectors could not be looked up'),
      );
    },
    stop: async () => {
      await noting;
      await loop.stop();
    },
  };
}

async function wantedModel({ db }: EmbeddingContext): Promise<string | undefined> {
  return (await db.settings.where({ key: settingKey }).first())?.value;
}

async function wantModel({ db }: EmbeddingContext, model: string): Promise<void> {
  if ((await db.settings.where({ key: settingKey }).update({ value: model })) !== null) return;
  try {
    await db.settings.create({ key: settingKey, value: model });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await db.settings.where({ key: settingKey }).update({ value: model });
  }
}

/** Notes the documents that became ready before there was an embedder. */
async function noteAll(ctx: EmbeddingContext): Promise<void> {
  const noted = await ctx.db.embeddings.select('userId', 'documentId').all();
  const known = new Set(noted.map(({ userId, documentId }) => `${userId}/${documentId}`));
  const ready = await ctx.db.documents
    .where(field.eq('status', 'ready'))
    .where(notDeleted)
    .select('userId', 'documentId')
    .all();
  for (const document of ready) {
    if (!known.has(`${document.userId}/${document.documentId}`)) await addEmbeddingWork(ctx, document);
  }
}
