const wordPart = /[\p{L}\p{N}\p{M}_]/u;
const letter = /\p{L}/u;
const digit = /\p{Nd}/u;
/** What belongs to the character before it. */
const attached = /\p{M}|\p{Emoji_Modifier}|\u200c|\u200d/u;
/** Scripts that write words without blanks between them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Whether a text can be cut at an offset without cutting a word, a number with its sign or unit, or a character.
 *
 * @param text folded: apostrophes are straight
 */
export function isWordEdge(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true;
  const before = codePointBefore(text, offset);
  const after = codePointAt(text, offset);
  const farther = codePointAt(text, offset + after.length);
  const earlier = codePointBefore(text, offset - before.length);
  if (attached.test(after) || before === '\u200d') return false;
  if (wordPart.test(before) && wordPart.test(after)) return unspaced.test(before) || unspaced.test(after);
  if (after === "'" && letter.test(before)) return !letter.test(farther);
  // the l of l'eau can stand apart, the t of don't cannot
  if (before === "'" && letter.test(earlier)) return !/^\p{L}{1,2}(?!\p{L})/u.test(text.slice(offset, offset + 12));
  if (digit.test(before)) return !/[%‰°]/.test(after) && !(/[.,:/]/.test(after) && digit.test(farther));
  if (digit.test(after)) {
    if (/[.,:/]/.test(before)) return !digit.test(earlier);
    return !/[-−±+$€£¥]/.test(before);
  }
  return true;
}

const codePointAt = (text: string, offset: number): string => String.fromCodePoint(text.codePointAt(offset) ?? 0x20);

function codePointBefore(text: string, offset: number): string {
  const pair = text.codePointAt(offset - 2);
  return pair !== undefined && pair > 0xffff
    ? text.slice(offset - 2, offset)
    : text.slice(Math.max(0, offset - 1), offset);
}
