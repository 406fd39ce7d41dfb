import { z } from 'zod';
import type { Db } from '#server/database/client.ts';
import { inAHurry, type MeteredEmbedder } from '#server/models/metered-embedder.ts';
import { anchors } from './anchors.ts';
import { cosine } from './block.ts';

/** What the cosines of a model mean: those of one model begin where those of another end. */
export interface Scale {
  /** between a question and a passage about something else, on average */
  unrelated: number;
  /** between a question and the passage that answers it, on average */
  related: number;
}

const scaleSchema = z.object({ unrelated: z.number(), related: z.number() });

/** Where a passage begins to count, on the way from unrelated to related; chosen by the evaluation's tuning set. */
const floorAt = 0.5;

/** How near a passage is, 0 as near as an unrelated one, 1 as near as one that answers; not cut at either end. */
export const nearness = ({ unrelated, related }: Scale, found: number): number =>
  (found - unrelated) / Math.max(related - unrelated, 0.02);

/** Whether a passage is near enough to count at all. */
export const isNear = (scale: Scale, found: number): boolean => nearness(scale, found) >= floorAt;

/** @param questions vectors of unit length @param passages the same number, each the answer to the question at its place */
export function measureScale(questions: readonly Float32Array[], passages: readonly Float32Array[]): Scale {
  let [related, unrelated] = [0, 0];
  for (const [at, question] of questions.entries()) {
    for (const [of, passage] of passages.entries()) {
      if (at === of) related += cosine(question, passage) / questions.length;
      else unrelated += cosine(question, passage) / (questions.length * (passages.length - 1));
    }
  }
  return { related, unrelated };
}

/**
 * The scale of the embedder's model: measured once with the anchors, and kept in the database. Rejects where the model
 * cannot be had; asked again, it tries again.
 */
export function createScale(db: Db, embedder: MeteredEmbedder): (signal: AbortSignal) => Promise<Scale> {
  const key = `scale of ${embedder.model}`;
  let known: Promise<Scale> | null = null;

  const find = async (signal: AbortSignal): Promise<Scale> => {
    const stored = await db.settings.where({ key }).first();
    const parsed = scaleSchema.safeParse(stored === null ? null : JSON.parse(stored.value));
    if (parsed.success) return parsed.data;
    const texts = [...anchors.map(({ question }) => question), ...anchors.map(({ passage }) => passage)];
    const vectors = await embedder.embed(texts, inAHurry, signal);
    const scale = measureScale(vectors.slice(0, anchors.length), vectors.slice(anchors.length));
    // another server may have measured the same
    await db.settings.create({ key, value: JSON.stringify(scale) }).catch(() => undefined);
    return scale;
  };

  return (signal) => {
    known ??= find(signal).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}
