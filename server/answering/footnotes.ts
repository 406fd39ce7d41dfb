import { advance, startOfText, takesMarker } from '#shared/marker-context/advance.ts';
import { readMarker } from '#shared/markers.ts';

/** What goes out after some text came in: `cited` must be announced before `text`. */
export interface Outflow {
  /** numbers of the model's own, in the order in which they got the numbers 1, 2, 3 … of the answer */
  cited: number[];
  text: string;
}

const mostInARow = 3;

/**
 * Renumbers footnote markers in a stream. Numbers start at 1 in the order of first appearance; markers for passages
 * that were not offered go, with the blank before them; at most three stand in a row; `[1, 3]` and `[1–3]` come out as
 * single markers. At most 24 units are held. The whole output depends on the whole input only, and its markers as
 * `findMarkers` sees them are exactly those written here: the context is advanced by what goes out, not by what comes
 * in. Text that no store can hold (lone surrogates, NUL) becomes U+FFFD.
 */
export class Footnotes {
  readonly #offered: (number: number) => boolean;
  readonly #numbers = new Map<number, number>();
  readonly #context = startOfText();
  #held = '';
  /** markers in the current row */
  #row = 0;
  /** length of an unfinished `[12` at the end of the output, 0 without one */
  #opening = 0;
  /** a marker was dropped behind that opening, so that it could become a marker by accident */
  #joined = false;

  /** @param offered whether the model was given a passage with this number */
  constructor(offered: (number: number) => boolean) {
    this.#offered = offered;
  }

  /** How many different passages are cited so far. */
  get count(): number {
    return this.#numbers.size;
  }

  /** What closes a code block that is open at the end of the output; empty without one. */
  get openFence(): string {
    const { mode, mark, want, run } = this.#context;
    const isOpen = mode === 'fence info' || (mode === 'fence' && run < want);
    return isOpen ? mark.repeat(want) : '';
  }

  push(text: string): Outflow {
    return this.#read(this.#held + text, false);
  }

  /** The stream has ended: gives out what was held. */
  end(): Outflow {
    return this.#read(this.#held, true);
  }

  #read(raw: string, final: boolean): Outflow {
    const half = !final && isHighSurrogate(raw.charCodeAt(raw.length - 1)) ? raw.slice(-1) : '';
    const input = storable(raw.slice(0, raw.length - half.length));
    const out: Outflow = { cited: [], text: '' };
    let at = 0;
    while (at < input.length) {
      const next = this.#step(input, at, final, out);
      if (next === at) break;
      at = next;
    }
    this.#held = input.slice(at) + half;
    return out;
  }

  /** Reads on at `at`; the same place back means that more text is needed. */
  #step(input: string, at: number, final: boolean, out: Outflow): number {
    const blank = isBlank(input.charAt(at));
    if (blank && at + 1 === input.length && !final) return at;
    const start = blank ? at + 1 : at;
    if (input.charAt(start) === '[' && this.#takesMarker(blank ? input.charAt(at) : '')) {
      const marker = readMarker(input, start, final);
      if (marker === 'more') return at;
      if (marker !== null) {
        this.#mark(marker.numbers, input.slice(at, start), out);
        return marker.end;
      }
    }
    this.#write(input.charAt(at), out);
    return at + 1;
  }

  #takesMarker(blank: string): boolean {
    if (blank === '') return takesMarker(this.#context);
    const probe = { ...this.#context };
    advance(probe, blank);
    return takesMarker(probe);
  }

  #mark(numbers: readonly number[], blank: string, out: Outflow): void {
    const kept = [...new Set(numbers)].filter(this.#offered).slice(0, mostInARow - this.#row);
    if (kept.length === 0) {
      this.#joined = this.#opening > 0;
      return;
    }
    const row = this.#row + kept.length;
    if (blank !== '') this.#write(blank, out);
    for (const number of kept) {
      const known = this.#numbers.get(number);
      if (known === undefined) out.cited.push(number);
      const written = known ?? this.#numbers.size + 1;
      this.#numbers.set(number, written);
      for (const char of `[${written}]`) this.#write(char, out);
    }
    this.#row = row;
  }

  #write(char: string, out: Outflow): void {
    if (char === ']' && this.#joined && this.#opening > 0) this.#write('\\', out);
    if (char === '[' && takesMarker(this.#context)) this.#opening = 1;
    else this.#opening = this.#opening > 0 && '0123456789, –-'.includes(char) ? this.#opening + 1 : 0;
    if (this.#opening <= 1) this.#joined = false;
    if (!isBlank(char)) this.#row = 0;
    advance(this.#context, char);
    out.text += char;
  }
}

const isBlank = (char: string): boolean => char === ' ' || char === '\t';
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');
