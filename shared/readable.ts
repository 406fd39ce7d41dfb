import { ligatures, texLigatures } from './ligatures.ts';
import type { TextItem } from './text-item.ts';

const controls = Object.keys(texLigatures).join('');
/** A ligature that its font does not name, within a word. */
const unnamed = new RegExp(`(?<=\\p{L})[${controls}]|[${controls}](?=\\p{L})`, 'gu');

/**
 * An item's text as a reader sees it: ligatures as letters, controls and exotic blanks as blanks, no lone surrogates,
 * vowel signs behind their letters, which pdf.js turns round where a font is written from right to left letter by letter.
 */
export function readable({ str, dir }: Pick<TextItem, 'str' | 'dir'>): string {
  const text = str
    .toWellFormed()
    .replaceAll(unnamed, (control) => texLigatures[control] ?? ' ')
    .replaceAll(/[\p{Cc}\u00a0\u2000-\u200a\u202f\u205f\u3000\u2028\u2029]/gu, ' ')
    .replaceAll(/[\ufb00-\ufb06]/gu, (letter) => ligatures[letter] ?? letter);
  return dir === 'rtl' && /^\p{M}/u.test(text) ? text.replaceAll(/(\p{M}+)(\P{M})/gu, '$2$1') : text;
}

/** Where an offset in the readable form of a string lies in the string; inside a ligature, behind it. */
export function rawOffset(raw: string, offset: number): number {
  const within = new Set(Array.from(raw.toWellFormed().matchAll(unnamed), ({ index }) => index));
  let seen = 0;
  for (let at = 0; at < raw.length; at += 1) {
    if (seen >= offset) return at;
    const unit = raw[at] ?? '';
    seen += (ligatures[unit] ?? (within.has(at) ? texLigatures[unit] : undefined) ?? ' ').length;
  }
  return raw.length;
}
