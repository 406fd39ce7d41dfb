/** A text that grows by small pieces, is read in parts, and costs little more than its characters. */
export interface GrowingText {
  readonly length: number;
  add(piece: string): void;
  /** @throws RangeError where the part is not within the text */
  slice(from: number, to: number): string;
}

/** Small pieces are joined into one flat string whenever there are so many: each costs as much as 40 characters. */
const joinAt = 64;

export function createGrowingText(): GrowingText {
  const parts: string[] = [];
  const starts: number[] = [];
  let joined = 0;
  let length = 0;
  const joinSmall = () => {
    const text = parts.splice(joined).join('');
    starts.length = joined + 1;
    parts.push(text);
    joined += 1;
  };
  return {
    get length() {
      return length;
    },
    add: (piece) => {
      if (piece === '') return;
      parts.push(piece);
      starts.push(length);
      length += piece.length;
      if (parts.length - joined >= joinAt) joinSmall();
    },
    slice: (from, to) => {
      if (from < 0 || to > length || from > to) throw new RangeError(`${from}–${to} of ${length}`);
      // readers are near the end
      let first = parts.length;
      while (first > 0 && (starts[first] ?? Infinity) > from) first -= 1;
      let text = '';
      for (let at = first; at < parts.length; at += 1) {
        const start = starts[at] ?? 0;
        if (start >= to) break;
        text += (parts[at] ?? '').slice(Math.max(0, from - start), to - start);
      }
      return text;
    },
  };
}
