import { findFormulas } from '#shared/formulas.ts';
import { lexer } from 'marked';

/** Top-level Markdown blocks of a text: `settled` never change again while text is appended, `open` may. */
export interface Blocks {
  settled: readonly string[];
  open: readonly string[];
  /** how many UTF-16 units of the text the settled blocks cover */
  settledLength: number;
}

export const noBlocks: Blocks = { settled: [], open: [], settledLength: 0 };

interface Piece {
  raw: string;
  blank: boolean;
}

/** Lines within a formula are none to Markdown: they would begin lists and headings. The length stays. */
function maskFormulas(text: string): string {
  let out = '';
  for (const { start, end } of findFormulas(text)) out += text.slice(out.length, start) + 'x'.repeat(end - start);
  return out + text.slice(out.length);
}

/** Blank lines ride with the block before them, so that the pieces concatenate to the text. */
function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let taken = 0;
  for (const token of lexer(maskFormulas(text))) {
    // The lexer normalises line ends and tabs in places; the text itself is cut, by length where that still agrees.
    const raw = text.slice(taken, taken + token.raw.length);
    taken += token.raw.length;
    const last = found.at(-1);
    if (token.type === 'space' && last !== undefined) last.raw += raw;
    else found.push({ raw, blank: token.type === 'space' });
  }
  return found.filter((piece) => !piece.blank || piece.raw.length > 0);
}

/** Reads one growing text again and again; what it knows of its beginning it does not read twice. */
export class BlockReader {
  #text = '';
  #blocks = noBlocks;

  read(text: string): Blocks {
    if (text !== this.#text) {
      this.#blocks = splitBlocks(text.startsWith(this.#text) ? this.#blocks : noBlocks, text);
      this.#text = text;
    }
    return this.#blocks;
  }
}

/**
 * Splits a growing text into its Markdown blocks without reading settled ones again.
 *
 * A block is settled once two others follow it: until then the next characters can still join it (`2` → `2. item`).
 *
 * @param before what the last call returned for a prefix of `text`, or `noBlocks`
 * @param text   the whole text so far, line ends as `\n`
 * @returns      blocks whose concatenation is `text`
 */
export function splitBlocks(before: Blocks, text: string): Blocks {
  const tail = pieces(text.slice(before.settledLength));
  const settledNow = Math.max(0, tail.length - 2);
  const fresh = tail.slice(0, settledNow).map((piece) => piece.raw);
  return {
    settled: fresh.length === 0 ? before.settled : [...before.settled, ...fresh],
    open: tail.slice(settledNow).map((piece) => piece.raw),
    settledLength: before.settledLength + fresh.reduce((sum, raw) => sum + raw.length, 0),
  };
}
