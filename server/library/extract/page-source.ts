/** A heading on a page; `offset` is where it begins in the page's text. */
export interface Heading {
  offset: number;
  text: string;
}

/** A piece of a page's text; UTF-16 offsets. */
export interface Range {
  start: number;
  end: number;
}

/** A page as it comes out of a file: its text, well-formed and without controls but line breaks, and the headings on it. */
export interface SourcePage {
  text: string;
  headings: Heading[];
  /** running headers and footers, ascending: they stay in the text, and no passage covers them */
  running?: Range[];
}

/** An opened file whose pages can be read one by one, counted from 1. */
export interface PageSource {
  pages: number;
  read(page: number): Promise<SourcePage>;
  /** Lets the file go. */
  close(): Promise<void>;
}

/** Why a file cannot be read, in words for its owner. */
export class Unreadable extends Error {}

/** The most that is read of one document. */
export const readingLimits = {
  pages: 5_000,
  charsPerPage: 200_000,
  chars: 30_000_000,
} as const;
