import { findMarkers } from '#shared/markers.ts';
import { citedSentence } from './cited-sentence.ts';

/** What each footnote supports: the sentence before its first marker, by number. */
export function claimsOf(text: string): Map<number, string> {
  const claims = new Map<number, string>();
  for (const { start, numbers } of findMarkers(text)) {
    if (numbers.every((number) => claims.has(number))) continue;
    const from = text.lastIndexOf('\n', start) + 1;
    const paragraph = text.slice(from, start);
    const [begin, end] = citedSentence(paragraph, paragraph.length) ?? [0, 0];
    for (const number of numbers) if (!claims.has(number)) claims.set(number, paragraph.slice(begin, end));
  }
  return claims;
}
