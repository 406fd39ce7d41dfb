/**
 * Fonts that draw symbols at the places of letters: Symbol, as Unicode's table of it says, and of Wingdings what stands
 * in running text. From 0x20 and from 0xa0 on; a blank is what has no character of its own.
 */
const symbolLow = ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼';
const symbolHigh = '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭';

const symbol = new Map([
  ...Array.from(symbolLow, (character, index) => [0x20 + index, character] as const),
  ...Array.from(symbolHigh, (character, index) => [0xa0 + index, character] as const),
]);

const wingdings = new Map([
  [0x46, '☞'],
  [0x4a, '☺'],
  [0x4b, '😐'],
  [0x4c, '☹'],
  [0x6c, '●'],
  [0x6e, '■'],
  [0x71, '❑'],
  [0x76, '❖'],
  [0x9f, '•'],
  [0xa7, '▪'],
  [0xa8, '◻'],
  [0xd8, '➢'],
  [0xdf, '←'],
  [0xe0, '→'],
  [0xe1, '↑'],
  [0xe2, '↓'],
  [0xe8, '➔'],
  [0xf0, '⇨'],
  [0xfb, '✗'],
  [0xfc, '✓'],
  [0xfd, '☒'],
  [0xfe, '☑'],
]);

/**
 * What a symbol font shows for a code.
 *
 * @param code of the font, or the same in the private use area, U+F000 on, where Office keeps them
 * @returns    '' for what is not known
 */
export function symbolOf(font: string | undefined, code: number): string {
  const place = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (font !== undefined && /^wingdings$/i.test(font)) return wingdings.get(place) ?? '';
  if (font === undefined || isSymbolFont(font)) return symbol.get(place) ?? '';
  return code >= 0xf000 ? '' : String.fromCodePoint(code);
}

const isSymbolFont = (font: string): boolean => /^(?:symbol|standardsymbol.*|opensymbol)$/i.test(font);

/** Text that is set in a symbol font, as it shows; other text as it is, without characters that only its font knows. */
export function shownIn(font: string | undefined, text: string): string {
  if (font !== undefined && isSymbolFont(font)) return map(text, (code) => symbolOf(font, code));
  if (!/[\ue000-\uf8ff]/.test(text)) return text;
  return map(text, (code) => (code >= 0xe000 && code <= 0xf8ff ? symbolOf(font, code) : String.fromCodePoint(code)));
}

const map = (text: string, shown: (code: number) => string): string =>
  Array.from(text, (character) => shown(character.codePointAt(0) ?? 0)).join('');
