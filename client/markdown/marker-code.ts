// Half brackets are punctuation, as the square ones are, so `**bold**[1]` still closes; the private-use letter keeps
// them apart from half brackets that a text may hold itself.
const secret = '\uE0F1';
const code = new RegExp(`\u2E22${secret}([\\d,]+)\u2E23`, 'g');

/** Writes a marker in a form that Markdown reads as plain characters. */
export const writeMarker = (numbers: readonly number[]): string => `\u2E22${secret}${numbers.join(',')}\u2E23`;

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
export const withoutMarkers = (text: string): string =>
  text.replaceAll(code, (_, numbers: string) => `[${numbers.replaceAll(',', ', ')}]`);

/** Frees a text of the character that markers are written with; its length stays. */
export const withoutMarkerSigns = (text: string): string => text.replaceAll(secret, ' ');
