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
  const byWords = wordLikeness();
  if (meaning === null || candidates.length < fewestForMmr) return byWords;
  const { front } = byPage(candidates);
  const places = new Map(front.map((one, at) => [one, at]));
  const stored = front.map((one) => one.stored);
  const byMeaning = await meaning.likeness(userId, stored, signal);
  if (byMeaning === null) return byWords;
  return (one, other) => Math.min(byWords(one, other), byMeaning(places.get(one) ?? 0, places.get(other) ?? 0));
}

function wordLikeness(): (one: ReadCandidate, other: ReadCandidate) => number {
  const gists = new Map<ReadCandidate, Uint32Array>();
  const gistIn = (one: ReadCandidate): Uint32Array => {
    const gist = gists.get(one) ?? gistOf(one.stored.passage.text);
    gists.set(one, gist);
    return gist;
  };
  return (one, other) => overlap(gistIn(one), gistIn(other));
}
