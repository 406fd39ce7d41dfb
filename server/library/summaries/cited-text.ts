import type { Passage } from '#shared/passage.ts';
import { findMarkers, removeMarkers } from '#shared/markers.ts';

/** A passage as it is stored: its document's name may change. */
export type SourcePassage = Omit<Passage, 'documentName'>;

/** A text whose marker `[2]` names the second of its passages. */
export interface CitedText<P extends SourcePassage = SourcePassage> {
  text: string;
  passages: readonly P[];
}

/** What a cited text says between its footnotes. */
export interface Claim<P extends SourcePassage = SourcePassage> {
  /** without markers, and without the marks of a list */
  text: string;
  /** at least one */
  passages: readonly P[];
}

/**
 * Numbers the markers of a written text by first appearance and keeps the passages that they name; a marker for a
 * passage that was not offered goes, with the blank before it.
 */
export function numbered<P extends SourcePassage>(text: string, offered: readonly P[]): CitedText<P> {
  const cited = numberedOnce(text, offered);
  // what stood around a marker that went may be one now
  return cited.text === text ? cited : numbered(cited.text, cited.passages);
}

function numberedOnce<P extends SourcePassage>(text: string, offered: readonly P[]): CitedText<P> {
  const passages: P[] = [];
  const renumbered = mapMarkers(text, (number) => {
    const passage = offered[number - 1];
    if (passage === undefined) return null;
    const known = passages.findIndex(({ passageId }) => passageId === passage.passageId);
    return known >= 0 ? known + 1 : passages.push(passage);
  });
  return { text: renumbered.trim(), passages };
}

/** Joins cited texts so that their markers count through: the second's begin behind the first's. */
export function countThrough<P extends SourcePassage>(texts: readonly CitedText<P>[]): CitedText<P>[] {
  let before = 0;
  return texts.map(({ text, passages }) => {
    const shift = before;
    before += passages.length;
    return { text: mapMarkers(text, (number) => number + shift), passages };
  });
}

/** The claims of a cited text, in order: each goes as far as the markers behind it. What has none is left out. */
export function claimsOf<P extends SourcePassage>({ text, passages }: CitedText<P>): Claim<P>[] {
  const claims: Claim<P>[] = [];
  let from = 0;
  for (const { start, end, numbers } of findMarkers(text)) {
    const said = bare(text.slice(from, start));
    const cited = numbers.flatMap((number) => passages[number - 1] ?? []);
    const last = claims.at(-1);
    if (said === '' && last) claims[claims.length - 1] = { ...last, passages: [...last.passages, ...cited] };
    else if (said !== '' && cited.length > 0) claims.push({ text: said, passages: cited });
    from = end;
  }
  return claims;
}

/** A claim without its list mark, and without what ended the one before it. */
const bare = (text: string): string =>
  removeMarkers(text)
    .replace(/^[\s.,;:!?…]+/u, '')
    .replace(/^(?:#{1,6}[^\n]*\n\s*)+/u, '')
    .replace(/^(?:[-*•]|\d{1,2}[.)])\s+/u, '')
    .trim();

function mapMarkers(text: string, map: (number: number) => number | null): string {
  let mapped = '';
  let from = 0;
  for (const { start, end, numbers } of findMarkers(text)) {
    const kept = [...new Set(numbers.flatMap((number) => map(number) ?? []))];
    const before = text.slice(from, start);
    mapped += kept.length > 0 ? before : before.replace(/[ \t]$/, '');
    mapped += kept.map((number) => `[${number}]`).join('');
    from = end;
  }
  return mapped + text.slice(from);
}
