import { findFormulas, type Formula } from '#shared/formulas.ts';

/** Where a formula lies in a block and how it is set. */
interface Place {
  start: number;
  end: number;
  source: string;
  display: boolean;
}

/** Longer text after a single sign is shown as it is: it may be money. */
const longestHeld = 160;

/** `$2n$`: money to those who look for markers, but closed like a formula. Not `$5-$10`, nor `$5 and 10$`. */
const amounts = /(?<![\p{L}\p{N}\\$])\$(?=\d)[^$\n[\]`|]{0,60}(?<![\s$.,])\$(?![\p{L}\p{N}$])/gu;
const words = /(?<![\\a-z])[a-z]{3,}/i;

/**
 * Finds the formulas of a block that are set as such.
 *
 * @param growing text is still being added: where a formula has begun and not ended, the text is `held` from there on
 */
export function findSetFormulas(block: string, growing: boolean): { formulas: Place[]; held: number } {
  const all = findFormulas(block);
  const last = all.at(-1);
  const isHeld = growing && last?.open === true && (last.display || last.tex.length <= longestHeld);
  const held = isHeld ? last.start : growing ? (startOfSign(block) ?? block.length) : block.length;
  const formulas = all.filter(isWhole).map((formula) => placeOf(block, formula));
  return { formulas: [...formulas, ...amountsBetween(block, all)], held };
}

/** `$a and $` is money, too. */
const isWhole = ({ open, display, tex }: Formula): boolean =>
  !open && tex.trim() !== '' && (display || !/^\s|\s$/.test(tex));

function placeOf(block: string, { start, end, source, display, tex }: Formula): Place {
  const lineStart = block.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = block.indexOf('\n', end);
  const before = block.slice(lineStart, start);
  const after = block.slice(end, lineEnd === -1 ? undefined : lineEnd);
  // in a quotation each line of the formula begins with the quotation's sign
  const own = before.trimStart().startsWith('>') ? source.replaceAll(/\n[ \t]*>/g, '\n') : source;
  // alone in its lines, but for footnotes and punctuation
  const isAlone = /^[\s>*+\-\d.)]*$/.test(before) && /^[\s.,;:!?[\]\d–-]*$/.test(after);
  return { start, end, source: own, display: display && (isAlone || tex.includes('\n')) };
}

function amountsBetween(block: string, formulas: readonly Formula[]): Place[] {
  return [...block.matchAll(amounts)]
    .map(({ 0: source, index }) => ({ start: index, end: index + source.length, source, display: false }))
    .filter(({ start, end, source }) => !words.test(source) && !formulas.some((f) => f.start < end && start < f.end));
}

/** Where the sign of a formula may be about to come: `\` or `$` at the end, or digits after `$`. */
function startOfSign(block: string): number | null {
  const at = block.search(/(?:\\|\$(?:\d[^\s$]{0,12})?)$/);
  return at === -1 ? null : at;
}
