interface Piece {
  str: string;
  dir: string;
  start: number;
  end: number;
}

/**
 * Puts the pieces of a line in the order in which they are read, where some of them are written from right to left and
 * the page holds them as they stand from left to right. Within a piece pdf.js has done so already.
 */
export function inReadingOrder<T extends Piece>(pieces: readonly T[]): readonly T[] {
  const written = pieces.filter(({ str }) => str.trim() !== '');
  const letters = { rtl: 0, all: 0 };
  let rightwards = 0;
  for (const [index, piece] of written.entries()) {
    letters.all += piece.str.length;
    if (piece.dir === 'rtl') letters.rtl += piece.str.length;
    const before = written[index - 1];
    if (before?.dir === 'rtl' && piece.dir === 'rtl') rightwards += piece.start > before.start ? 1 : -1;
    else if (before !== undefined && (before.dir === 'rtl' || piece.dir === 'rtl'))
      rightwards += piece.start > before.start ? 0.5 : -0.5;
  }
  if (letters.rtl === 0 || rightwards <= 0) return pieces;
  if (2 * letters.rtl < letters.all) return turned(pieces, 'rtl');
  return turned(pieces.toReversed(), 'ltr');
}

/** Reverses each run of pieces of a direction; a blank belongs to a run when it stands within it. */
function turned<T extends Piece>(pieces: readonly T[], dir: string): T[] {
  const ordered: T[] = [];
  let run: T[] = [];
  let blanks: T[] = [];
  const flush = (): void => {
    ordered.push(...run.toReversed(), ...blanks);
    run = [];
    blanks = [];
  };
  for (const piece of pieces) {
    const isBlank = piece.str.trim() === '';
    if (isBlank && run.length > 0) {
      blanks.push(piece);
    } else if (!isBlank && piece.dir === dir) {
      run.push(...blanks, piece);
      blanks = [];
    } else {
      flush();
      ordered.push(piece);
    }
  }
  flush();
  return ordered;
}
