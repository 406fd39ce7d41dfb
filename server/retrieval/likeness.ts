import { breathe } from '#server/library/breather.ts';
import type { Candidate } from './diversify.ts';
import { byPage, fewestForMmr } from './diversify.ts';
import { gistOf, overlap } from './overlap.ts';
import type { StoredPassage } from './read-passages.ts';
import type { Meaning } from './vector/meaning.ts';

/** A candidate with its text. */
export interface ReadCandidate extends Candidate {
  stored: StoredPassage;
}

/**
 * How much two of the candidates that stand for their pages say the same, 0..1: by the words that they share, and where
 * all have vectors by what they mean, whichever is less: pages about one thing are near in meaning without repeating
 * each other.
 *
 * @param meaning null: by words alone
 */
export async function likenessOf(
  meaning: Meaning | null,
  userId: string,
  candidates: readonly ReadCandidate[],
  signal: AbortSignal,
): Promise<(one: ReadCandidate, other: ReadCandidate) => number> {
  if (candidates.length < fewestForMmr) return () => 0;
  const { front } = byPage(candidates);
  const byWords = await wordLikeness(front);
  if (meaning === null) return byWords;
  const places = new Map(front.map((one, at) => [one, at]));
  const stored = front.map((one) => one.stored);
  const byMeaning = await meaning.likeness(userId, stored, signal);
  if (byMeaning === null) return byWords;
  return (one, other) => Math.min(byWords(one, other), byMeaning(places.get(one) ?? 0, places.get(other) ?? 0));
}

async function wordLikeness(
  candidates: readonly ReadCandidate[],
): Promise<(one: ReadCandidate, other: ReadCandidate) => number> {
  const gists = new Map<ReadCandidate, Uint32Array>();
  for (const one of candidates) {
    gists.set(one, gistOf(one.stored.passage.text));
    await breathe();
  }
  const none = new Uint32Array();
  return (one, other) => overlap(gists.get(one) ?? none, gists.get(other) ?? none);
}
