import { childOf, type XmlElement } from '../ooxml/xml.ts';
import type { PageBreak } from './inline-writer.ts';

/** A paragraph or table row as it is read; offsets are in `text`. */
export interface Block {
  text: string;
  heading: boolean;
  /** stands in the line below the block before, if that one does so too: a row of a table */
  row: boolean;
  pageBreakBefore: boolean;
  breaks: { offset: number; kind: PageBreak }[];
  notes: { offset: number; text: string }[];
  picture: boolean;
  /** the section that ends here, where one does */
  sectionEnd: Section | null;
}

/** How a section begins, as Word calls it, and in how many columns it is set. */
export interface Section {
  type: string;
  columns: number;
}

/** A paragraph of plain text. */
export const plainBlock = (text: string): Block => ({
  text,
  heading: false,
  row: false,
  pageBreakBefore: false,
  breaks: [],
  notes: [],
  picture: false,
  sectionEnd: null,
});

/** @param properties `w:sectPr` */
export function sectionOf(properties: XmlElement): Section {
  const columns = Number(childOf(properties, 'w:cols')?.attributes['w:num'] ?? 1);
  return {
    type: childOf(properties, 'w:type')?.attributes['w:val'] ?? 'nextPage',
    columns: columns >= 1 && columns <= 45 ? Math.floor(columns) : 1,
  };
}
