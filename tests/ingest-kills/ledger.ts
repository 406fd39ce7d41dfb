import type { MadeFile } from './files.ts';

/** `tried`: asked for, without a reply; `done`: the server said so. */
type Deletion = 'no' | 'tried' | 'done';

export interface KnownClass {
  userId: string;
  classId: string;
  deletion: Deletion;
}

export interface KnownDocument {
  in: KnownClass;
  documentId: string;
  file: MadeFile;
  deletion: Deletion;
  /** kills before it was there */
  killsBefore: number;
}

/** What a person knows of what they did: what was confirmed, and what was only tried. */
export interface Ledger {
  classes: KnownClass[];
  documents: KnownDocument[];
  /** uploads whose reply was lost: they may have been taken or not */
  lost: { in: KnownClass; file: MadeFile }[];
  /** progress that was pushed, the highest by document; forgotten where it was tried again */
  progress: Map<string, number>;
  /** documents that were asked to be read anew, without a reply so far: their progress may begin again at any moment */
  beginningAnew: Set<string>;
  kills: number;
  wrong: string[];
}

export const emptyLedger = (): Ledger => ({
  classes: [],
  documents: [],
  lost: [],
  progress: new Map(),
  beginningAnew: new Set(),
  kills: 0,
  wrong: [],
});

/** Whether a document must be gone, must be there, or may be either. */
export function fateOf({ deletion, in: { deletion: ofClass } }: KnownDocument): 'gone' | 'there' | 'either' {
  if (deletion === 'done' || ofClass === 'done') return 'gone';
  return deletion === 'no' && ofClass === 'no' ? 'there' : 'either';
}
