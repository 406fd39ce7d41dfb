import { createContext, useContext } from 'react';

/** What markers need of the answer they stand in. */
export interface Footnotes {
  label: (number: number) => string;
  /** false: a number without a citation is plain text */
  has: (number: number) => boolean;
  active: number | null;
  setActive: (number: number | null) => void;
  open: (number: number) => void;
}

export const FootnoteContext = createContext<Footnotes | null>(null);

export const useFootnotes = (): Footnotes | null => useContext(FootnoteContext);
