/** A formula as it is set. */
export interface SetFormula {
  source: string;
  tex: string;
  /** on a line of its own */
  display: boolean;
}

// To Markdown a formula is a word of letters that no text holds: its own characters, moved to a plane of private use.
const plane = 0x10_00_00;
const [openInline, openDisplay, close] = ['\uE0F2', '\uE0F3', '\uE0F4'];
const code = new RegExp(`[${openInline}${openDisplay}][\\u{100000}-\\u{10FFFF}]*${close}`, 'gu');

const charAway = (unit: string): string => String.fromCodePoint(plane + unit.charCodeAt(0));
const charBack = (moved: string): string => String.fromCharCode((moved.codePointAt(0) ?? plane) - plane);

/** Writes a formula, with its signs, in a form that Markdown reads as one word. */
export const writeFormula = (source: string, display: boolean): string =>
  `${display ? openDisplay : openInline}${source.split('').map(charAway).join('')}${close}`;

function readFormula(written: string): SetFormula {
  const source = Array.from(written.slice(1, -1), charBack).join('');
  const sign = /^(?:\$\$|\\)/.test(source) ? 2 : 1;
  return { source, tex: source.slice(sign, -sign), display: written.startsWith(openDisplay) };
}

/** The pieces of a text in which formulas were written, in order. */
export function decodeFormulas(text: string): (string | SetFormula)[] {
  const parts: (string | SetFormula)[] = [];
  let taken = 0;
  for (const { 0: written, index } of text.matchAll(code)) {
    if (index > taken) parts.push(text.slice(taken, index));
    parts.push(readFormula(written));
    taken = index + written.length;
  }
  if (taken < text.length) parts.push(text.slice(taken));
  return parts;
}

/** The text as it was, for places in which a formula is none after all. */
export const withoutFormulas = (text: string): string =>
  text.replaceAll(code, (written) => readFormula(written).source);

/** Frees a text of the characters that formulas are written with; its length stays. */
export const withoutFormulaSigns = (text: string): string => text.replaceAll(/[\uE0F2-\uE0F4]/g, ' ');
