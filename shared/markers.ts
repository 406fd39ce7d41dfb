import { advance, startOfText, takesMarker } from './marker-context/advance.ts';

/** A footnote marker in a text; `end` is exclusive, both count UTF-16 units. */
export interface Marker {
  start: number;
  end: number;
  /** `[2]` has one, `[1, 3]` two, `[1–3]` three */
  numbers: number[];
}

/** The longest text in brackets, brackets included, that can be a marker: what streams must hold back stays small. */
export const longestMarker = 20;

/**
 * Finds the footnote markers in a text: `[n]` with 1–3 digits, `[1, 3]` and `[1–3]`, outside code, formulas and links.
 * `\[12\]` is none. What counts as code, formula or link depends on the text before a marker and on the two characters
 * after it only, so that a stream is read like its whole text; see marker-context.
 *
 * @returns markers in the order of the text; O(n)
 */
export function findMarkers(text: string): Marker[] {
  const markers: Marker[] = [];
  const context = startOfText();
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '[' && takesMarker(context)) {
      const found = readMarker(text, at, true);
      if (found !== null && found !== 'more') {
        markers.push({ start: at, ...found });
        while (at < found.end - 1) advance(context, text.charAt(at++));
      }
    }
    advance(context, text.charAt(at));
  }
  return markers;
}

const single = /^\d{1,3}$/;
const range = /^(\d{1,3}) ?[–-] ?(\d{1,3})$/;

/**
 * Reads the marker that begins with the bracket at `start`.
 *
 * @param final whether the text ends here; else `more` says that what is still to come decides
 * @returns     null where there is no marker
 */
export function readMarker(text: string, start: number, final: boolean): Omit<Marker, 'start'> | 'more' | null {
  let at = start + 1;
  for (; ; at += 1) {
    if (at - start >= longestMarker) return null;
    if (at >= text.length) return final ? null : 'more';
    const char = text.charAt(at);
    if (char === ']') break;
    const isDigit = char >= '0' && char <= '9';
    if (!isDigit && (at === start + 1 || !', –-'.includes(char))) return null;
  }
  const numbers = readNumbers(text.slice(start + 1, at));
  if (numbers === null) return null;
  const end = at + 1;
  const after = text.slice(end, end + 2);
  if (after.startsWith('(') || after === '](') return null;
  return !final && (after === '' || after === ']') ? 'more' : { end, numbers };
}

function readNumbers(list: string): number[] | null {
  const numbers: number[] = [];
  for (const part of list.split(/, ?/)) {
    const [, from, to] = range.exec(part) ?? [];
    if (from !== undefined && to !== undefined && Number(from) <= Number(to)) {
      for (let number = Number(from); number <= Number(to); number += 1) numbers.push(number);
    } else if (single.test(part)) numbers.push(Number(part));
    else return null;
  }
  return numbers;
}

/** Writes every bracketed number of a source as `\[12\]`, which is never a marker. Backslashes that escape each other escape no bracket. */
export function escapeMarkers(text: string): string {
  return text.replace(/(?<=(?<!\\)(?:\\\\)*)\[(\d{1,3}(?:[, –-]+\d{1,3})*)\]/g, '\\[$1\\]');
}

/** Takes the markers out of a text, each with the blank before it. */
export function removeMarkers(text: string): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of findMarkers(text)) {
    kept += text.slice(from, /[ \t]/.test(text.charAt(start - 1)) ? Math.max(from, start - 1) : start);
    from = end;
  }
  return kept + text.slice(from);
}
