import { z } from 'zod';
import type { Db } from '#server/database/client.ts';
import { inAHurry, type MeteredEmbedder } from '#server/models/metered-embedder.ts';
import { anchors } from './anchors.ts';
import { cosine } from './block.ts';

/** What the cosines of a model mean: those of one model begin where those of another end. */
export interface Scale {
  /** between a question and a passage about something else, on average */
  unrelated: number;
  /** where a passage begins to count */
  floor: number;
}

const scaleSchema = z.object({ unrelated: z.number(), floor: z.number() });

/** So many standard deviations above the mean of the unrelated: about one of thirty thousand would reach it by chance. */
const deviations = 4;

/**
 * How near a passage is: 0 as near as an unrelated one, 0.5 where it begins to count, 1 as near as one that answers where
 * the model is good; not cut at either end.
 */
export const nearness = ({ unrelated, floor }: Scale, found: number): number =>
  (found - unrelated) / (2 * (floor - unrelated));

/** Whether a passage is near enough to count at all. */
export const isNear = ({ floor }: Scale, found: number): boolean => found >= floor;

/**
 * The floor is half way from the unrelated to the related, or well outside what is usual among the unrelated, whichever
 * is higher: the first for models that know what texts mean, the second for those that hardly do.
 *
 * @param questions vectors of unit length, at least two
 * @param passages  the same number, each the answer to the question at its place
 */
export function measureScale(questions: readonly Float32Array[], passages: readonly Float32Array[]): Scale {
  const all = questions.map((question) => passages.map((passage) => cosine(question, passage)));
  const related = mean(all.map((row, at) => row[at] ?? 0));
  const others = all.flatMap((row, at) => row.filter((_, of) => of !== at));
  const unrelated = mean(others);
  const deviation = Math.sqrt(mean(others.map((found) => (found - unrelated) ** 2)));
  return { unrelated, floor: Math.max((unrelated + related) / 2, unrelated + Math.max(deviations * deviation, 0.01)) };
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

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
