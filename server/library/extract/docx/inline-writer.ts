import type { XmlElement } from '../ooxml/xml.ts';
import type { Note } from './story.ts';

/** Why a page begins: the author says so, or Word says that it began there when it last laid the document out. */
export type PageBreak = 'explicit' | 'rendered';

/** Gathers what stands in a paragraph. */
export class InlineWriter {
  text = '';
  readonly breaks: { offset: number; kind: PageBreak }[] = [];
  readonly notes: { offset: number; text: string }[] = [];
  /** text boxes that are anchored in it, and lines of SmartArt graphics */
  readonly boxes: XmlElement[] = [];
  readonly lines: string[] = [];
  picture = false;

  write(text: string): void {
    this.text += text;
  }

  break(kind: PageBreak): void {
    this.breaks.push({ offset: this.text.length, kind });
  }

  note({ mark, text }: Note): void {
    // the blank without width keeps the mark apart from the word for search; a reader does not see it
    if (mark !== '') this.text += `\u200b${mark}`;
    this.notes.push({ offset: this.text.length, text });
  }

  /** Grows with everything that a reader would read. */
  get size(): number {
    return this.text.length + this.boxes.length + this.lines.length;
  }
}
