/** Every token has this many characters, so that delivered tokens can be counted by length. */
export const tokenChars = 5;

/** Tokens of text after a marker, as in an answer that cites a source every other sentence. */
const markerEvery = 30;
const variants = 97;
const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The token at a place of a stream's answer. The first one names the stream, the others the stream's variant (one of 97)
 * and the place, so that a token of another stream or from another place is noticed.
 */
export function tokenOf(stream: number, place: number): string {
  if (place === 0) return `S${word(stream)}`;
  if (place % markerEvery === 0) return ' [1].';
  return ` ${word((stream % variants) * 4_001 + place)}`;
}

/** The whole answer of a stream. */
export const answerOf = (stream: number, tokens: number): string =>
  Array.from({ length: tokens }, (_, place) => tokenOf(stream, place)).join('');

/** What streams have in common: those of one variant differ in their first token only. */
export const variantOf = (stream: number): number => stream % variants;

/** The question whose answer is a stream; the model server finds the number in it. */
export const questionOf = (stream: number): string => `What do cells need according to line ${stream}?`;

/** A passage that answers it. */
export const passageOf = (stream: number): string =>
  `According to line ${stream}, cells need energy, water and nutrients. `.repeat(4).trim();

/** The stream that a request asks for. @throws Error where it names none */
export function streamAskedFor(body: string): number {
  const digits = /line (\d+)/.exec(body)?.[1];
  if (digits === undefined) throw new Error('a request names no stream');
  return Number(digits);
}

/** Four letters for a number below 26⁴. */
function word(number: number): string {
  let rest = number;
  let text = '';
  for (let n = 0; n < 4; n += 1) {
    text = letters.charAt(rest % 26) + text;
    rest = Math.floor(rest / 26);
  }
  return text;
}
