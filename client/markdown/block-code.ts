import { findMarkers } from '#shared/markers.ts';
import { findSetFormulas } from './find-set-formulas.ts';
import { withoutFormulas, withoutFormulaSigns, writeFormula } from './formula-code.ts';
import { withoutMarkers, withoutMarkerSigns, writeMarker } from './marker-code.ts';

/** A footnote's number stands at its word: a blank before it goes, except where it makes a list or a table. */
function withoutBlank(before: string, follows: boolean): string {
  const trimmed = before.replace(/[ \t]+$/, '');
  if (follows && trimmed === '') return '';
  return /(?:^|\n)\s*(?:[-*+>|]|\d+[.)])?$/.test(trimmed) ? before : trimmed;
}

/**
 * Writes the markers and formulas of a Markdown block in a form that Markdown reads as plain characters.
 *
 * @param growing text is still being added: a formula that has begun waits until it is whole
 */
export function encodeBlock(block: string, growing: boolean): string {
  const text = withoutMarkerSigns(withoutFormulaSigns(block));
  const { formulas, held } = findSetFormulas(text, growing);
  const pieces = [
    ...formulas.map(({ start, end, source, display }) => ({
      start,
      end,
      code: writeFormula(source, display),
      hugs: false,
    })),
    ...findMarkers(text).map(({ start, end, numbers }) => ({ start, end, code: writeMarker(numbers), hugs: true })),
  ].toSorted((a, b) => a.start - b.start);
  let out = '';
  let taken = 0;
  for (const { start, end, code, hugs } of pieces) {
    if (start >= held) break;
    const before = text.slice(taken, start);
    out += (hugs ? withoutBlank(before, out !== '') : before) + code;
    taken = end;
  }
  return out + text.slice(taken, held);
}

/** The text as it was written, for places in which neither markers nor formulas count. */
export const withoutCode = (text: string): string => withoutFormulas(withoutMarkers(text));
