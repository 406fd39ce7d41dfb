const invisible = /[\u00ad\u200b\u2060\ufeff]/gu;
const blanks = /[\p{Cc}\u00a0\u2000-\u200a\u202f\u205f\u3000\u2028\u2029]/gu;
const superscripts: Record<string, string> = {
  ...Object.fromEntries(Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹', (raised, digit) => [String(digit), raised])),
  '+': '⁺',
  '-': '⁻',
  '\u2212': '⁻',
  '\u2013': '⁻',
  '=': '⁼',
  '(': '⁽',
  ')': '⁾',
  n: 'ⁿ',
};
const subscripts: Record<string, string> = {
  ...Object.fromEntries(Array.from('₀₁₂₃₄₅₆₇₈₉', (lowered, digit) => [String(digit), lowered])),
  '+': '₊',
  '-': '₋',
  '\u2212': '₋',
  '=': '₌',
  '(': '₍',
  ')': '₎',
};

/** As a reader sees it: exotic blanks and controls as blanks, without hints for line breaks and lone surrogates. */
export const plainWords = (raw: string): string => raw.toWellFormed().replaceAll(invisible, '').replaceAll(blanks, ' ');

/** In raised characters, or null where one of them has no raised form. */
export const raised = (text: string): string | null => mapped(text, superscripts);

/** In lowered characters, or null where one of them has no lowered form. */
export const lowered = (text: string): string | null => mapped(text, subscripts);

function mapped(text: string, forms: Record<string, string>): string | null {
  const characters = Array.from(text, (character) => forms[character]);
  return characters.length === 0 || characters.includes(undefined) ? null : characters.join('');
}

/** A superscript where it means another thing without being one, as in 10⁶ or m²; else the plain text, as in 1st. */
export const superscript = (text: string): string => {
  const trimmed = text.trim();
  return (trimmed === 'n' ? null : raised(trimmed)) ?? text;
};
