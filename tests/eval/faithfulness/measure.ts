import { contentWords, sameStem, wordsOf } from '#shared/language.ts';
import { findMarkers } from '#shared/markers.ts';

/** What stands in front of footnote markers, and the numbers of those. */
export interface Claim {
  text: string;
  numbers: number[];
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The claims of an answer: for every row of markers the sentence, or the part of it since the last row, in front of it.
 * What has no marker is no claim.
 */
export function claimsOf(content: string): Claim[] {
  const claims: Claim[] = [];
  let from = 0;
  for (const { start, end, numbers } of findMarkers(content)) {
    const text = content.slice(from, start);
    const last = claims.at(-1);
    if (last && !/[\p{L}\p{N}]/u.test(text)) last.numbers.push(...numbers);
    else claims.push({ text: lastSentence(text), numbers: [...numbers] });
    from = end;
  }
  return claims;
}

function lastSentence(text: string): string {
  const [line = ''] = text.trimEnd().split(/\n/).slice(-1);
  const worded = Array.from(sentences.segment(line), ({ segment }) => segment).filter((one) =>
    /[\p{L}\p{N}]/u.test(one),
  );
  return (worded.at(-1) ?? '').trim();
}

/**
 * The share of a claim's content words that stand, in some form, on the pages that it cites; 1 for a claim without any.
 *
 * @param pages texts of the cited pages
 */
export function heldShare(claim: string, pages: readonly string[]): number {
  const there = [...new Set(pages.flatMap(wordsOf))];
  const words = contentWords(claim);
  const held = words.filter((word) => there.some((other) => sameStem(word, other)));
  return words.length === 0 ? 1 : held.length / words.length;
}

/** A claim whose pages hold at least this share of its words counts as held; chosen on tuning.json, between the two kinds. */
export const heldFrom = 0.7;
