import { raised } from '../ooxml/plain-words.ts';
import type { InlineWriter } from './inline-writer.ts';
import { type Numbering, written } from './numbering.ts';
import type { Styles } from './styles.ts';

/** A note at the foot of the page on which it is referred to. */
export interface Note {
  mark: string;
  text: string;
}

/** What is known of a document while its text is read from the beginning to the end. */
export interface Story {
  styles: Styles;
  numbering: Numbering;
  notes: Notes;
  /** lines of a SmartArt graphic by the id of its relationship */
  diagrams: ReadonlyMap<string, readonly string[]>;
  fields: Fields;
  /** a paragraph whose end was deleted: it goes on in the next one */
  open: InlineWriter | null;
}

export type NoteKind = 'footnote' | 'endnote';

/** How notes are counted, as lists are: `decimal`, `lowerRoman`, … */
export type NoteFormats = Readonly<Record<NoteKind, string>>;

const raisedRomans: Record<string, string> = { i: 'ⁱ', v: 'ᵛ', x: 'ˣ', l: 'ˡ', c: 'ᶜ', d: 'ᵈ', m: 'ᵐ' };
const raisedMark = (mark: string): string =>
  raised(mark) ?? Array.from(mark, (letter) => raisedRomans[letter] ?? letter).join('');

/** Footnotes and endnotes by the order in which they are referred to. */
export class Notes {
  readonly #texts: Map<string, string>;
  readonly #formats: NoteFormats;
  readonly #counts: Record<NoteKind, number> = { footnote: 0, endnote: 0 };

  /** @param texts by kind and id, as `footnote 2` */
  constructor(texts: ReadonlyMap<string, string>, formats: NoteFormats) {
    this.#texts = new Map(texts);
    this.#formats = formats;
  }

  /** The next note; null where it is not in the file. A mark of the author's own stands in the text already. */
  refer(kind: NoteKind, id: string, ownMark: boolean): Note | null {
    const key = `${kind} ${id}`;
    const text = this.#texts.get(key);
    if (text === undefined) return null;
    this.#texts.delete(key);
    if (ownMark) return { mark: '', text };
    this.#counts[kind] += 1;
    const mark = raisedMark(written(this.#counts[kind], this.#formats[kind]));
    return { mark, text: `${mark} ${text}` };
  }
}

/** Follows fields: what stands between their beginning and their separator is an instruction, not text. */
export class Fields {
  #open: ('code' | 'result')[] = [];
  #paragraphs = 0;

  get inCode(): boolean {
    return this.#open.includes('code');
  }

  mark(type: string | undefined): void {
    if (type === 'begin') this.#open.push('code');
    if (type === 'separate' && this.#open.length > 0) this.#open[this.#open.length - 1] = 'result';
    if (type === 'end') this.#open.pop();
  }

  /** An instruction that goes on over many paragraphs is one whose end is missing. */
  endParagraph(): void {
    this.#paragraphs = this.inCode ? this.#paragraphs + 1 : 0;
    if (this.#paragraphs > 10) this.#open = [];
  }
}
