import { breathe } from '#server/library/breather.ts';

/** FNV-1a over UTF-16 units. */
function hashOf(term: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let unit = 0; unit < term.length; unit += 1) hash = Math.imul(hash ^ term.charCodeAt(unit), 0x01_00_01_93);
  return hash >>> 0;
}

/**
 * Where each term of a document stands: one string and a few arrays. A map of arrays takes many times the memory, most of it
 * for the arrays' own heads.
 */
export class Postings {
  readonly #text: string;
  /** of each term in the text; the last is its end */
  readonly #starts: Uint32Array;
  readonly #places: Uint32Array;
  /** of each term in the places; the last is their end */
  readonly #firsts: Uint32Array;
  /** a table of terms by their hash, open addressing: 0, or a term's number + 1; at most half of it is taken */
  readonly #slots: Uint32Array;

  private constructor(text: string, starts: Uint32Array, places: Uint32Array, firsts: Uint32Array, slots: Uint32Array) {
    this.#text = text;
    this.#starts = starts;
    this.#places = places;
    this.#firsts = firsts;
    this.#slots = slots;
  }

  /**
   * Lets others work every few milliseconds.
   *
   * @param found by term: passages, ascending, each number as `index * 256 + times`
   */
  static async pack(found: ReadonlyMap<string, readonly number[]>): Promise<Postings> {
    // by their UTF-16 units, as `#compare` does
    const terms = [...found.keys()].sort();
    const starts = new Uint32Array(terms.length + 1);
    const firsts = new Uint32Array(terms.length + 1);
    let count = 0;
    for (const own of found.values()) count += own.length;
    const places = new Uint32Array(count);
    const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * terms.length + 1)));
    let start = 0;
    let first = 0;
    for (const [at, term] of terms.entries()) {
      const own = found.get(term) ?? [];
      places.set(own, first);
      start += term.length;
      first += own.length;
      starts[at + 1] = start;
      firsts[at + 1] = first;
      let slot = hashOf(term) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = at + 1;
      await breathe();
    }
    return new Postings(terms.join(''), starts, places, firsts, slots);
  }

  get size(): number {
    return this.#starts.length - 1;
  }

  /** About what they take in memory. */
  get bytes(): number {
    const arrays = [this.#starts, this.#places, this.#firsts, this.#slots];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 2 * this.#text.length);
  }

  /** Passages that hold a term, ascending, each number as `index * 256 + times`. */
  get(term: string): Uint32Array | undefined {
    const at = this.#numberOf(term);
    return at === -1 ? undefined : this.#places.subarray(this.#firsts[at], this.#firsts[at + 1]);
  }

  has(term: string): boolean {
    return this.#numberOf(term) !== -1;
  }

  /** Every term, in order. */
  *terms(): Generator<string> {
    for (let at = 0; at < this.size; at += 1) yield this.#termAt(at);
  }

  /** At most `most` terms that begin so, in order. */
  beginningWith(prefix: string, most: number): string[] {
    const found: string[] = [];
    for (let at = this.#placeOf(prefix); at < this.size && found.length < most; at += 1) {
      const term = this.#termAt(at);
      if (!term.startsWith(prefix)) break;
      found.push(term);
    }
    return found;
  }

  #termAt(at: number): string {
    return this.#text.slice(this.#starts[at], this.#starts[at + 1]);
  }

  /** Of a term; -1 where the document does not have it. */
  #numberOf(term: string): number {
    const last = this.#slots.length - 1;
    for (let slot = hashOf(term) & last; ; slot = (slot + 1) & last) {
      const at = (this.#slots[slot] ?? 0) - 1;
      if (at === -1 || this.#compare(at, term) === 0) return at;
    }
  }

  /** The place of the first term that does not come before this one. */
  #placeOf(term: string): number {
    let low = 0;
    for (let high = this.size; low < high;) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, term) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Less than 0 where the term at this place comes before, 0 where it is the same. */
  #compare(at: number, term: string): number {
    const start = this.#starts[at] ?? 0;
    const length = (this.#starts[at + 1] ?? 0) - start;
    const shared = Math.min(length, term.length);
    for (let unit = 0; unit < shared; unit += 1) {
      const difference = this.#text.charCodeAt(start + unit) - term.charCodeAt(unit);
      if (difference !== 0) return difference;
    }
    return length - term.length;
  }
}
