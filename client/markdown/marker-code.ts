import { findMarkers } from '#shared/markers.ts';

// Half brackets are punctuation, as the square ones are, so `**bold**[1]` still closes; the private-use letter keeps
// them apart from half brackets that a text may hold itself.
const secret = '\uE0F1';
const code = new RegExp(`\u2E22${secret}([\\d,]+)\u2E23`, 'g');

/** A footnote's number stands at its word: a blank before it goes, except where it makes a list or a table. */
function withoutBlank(before: string): string {
  const trimmed = before.replace(/[ \t]+$/, '');
  return /(?:^|\n)\s*(?:[-*+>|]|\d+[.)])?$/.test(trimmed) ? before : trimmed;
}

/** Writes the markers of a Markdown block in a form that Markdown reads as plain characters. */
export function encodeMarkers(block: string): string {
  const text = block.replaceAll(secret, ' ');
  let out = '';
  let taken = 0;
  for (const { start, end, numbers } of findMarkers(text)) {
    out += `${withoutBlank(text.slice(taken, start))}\u2E22${secret}${numbers.join(',')}\u2E23`;
    taken = end;
  }
  return out + text.slice(taken);
}

/** The pieces of a text in which markers were written: words and numbers, in order. */
export function decodeMarkers(text: string): (string | number)[] {
  const parts: (string | number)[] = [];
  let taken = 0;
  for (const match of text.matchAll(code)) {
    if (match.index > taken) parts.push(text.slice(taken, match.index));
    for (const number of (match[1] ?? '').split(',')) parts.push(Number(number));
    taken = match.index + match[0].length;
  }
  if (taken < text.length) parts.push(text.slice(taken));
  return parts;
}

/** The text as it was, for places in which a marker is none after all. */
export const withoutCode = (text: string): string =>
  text.replaceAll(code, (_, numbers: string) => `[${numbers.replaceAll(',', ', ')}]`);
