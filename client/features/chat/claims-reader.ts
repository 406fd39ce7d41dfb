import { claimsOf } from './claims.ts';

const nothing: ReadonlyMap<number, string> = new Map();

/** Reads what footnotes support out of a text that grows; what it has read it does not read again. */
export class ClaimsReader {
  #read = '';
  #claims = nothing;

  /** Claims by number, at least those of `numbers` that stand in the text. */
  read(text: string, numbers: readonly number[]): ReadonlyMap<number, string> {
    if (!text.startsWith(this.#read)) {
      this.#read = '';
      this.#claims = nothing;
    }
    if (numbers.every((number) => this.#claims.has(number))) return this.#claims;
    const fresh = claimsOf(text.slice(this.#read.length));
    this.#claims = new Map([...fresh, ...this.#claims]);
    // a footnote's sentence lies within one paragraph
    this.#read = text.slice(0, Math.max(this.#read.length, text.lastIndexOf('\n\n')));
    return this.#claims;
  }
}
