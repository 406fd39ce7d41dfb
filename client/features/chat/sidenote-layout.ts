/** A note beside a text: where its marker stands and how tall the note is, in pixels. */
export interface NoteBox {
  number: number;
  anchor: number;
  height: number;
}

/**
 * Places sidenotes as near to their markers as they fit below one another.
 *
 * Notes keep the order of their markers, so a note that is added below moves none above it.
 *
 * @param boxes in any order; `anchor` is the wished top
 * @param gap   least distance between two notes
 * @returns     top by number, and the bottom of the last note (0 without notes)
 */
export function placeNotes(boxes: readonly NoteBox[], gap: number): { tops: Map<number, number>; bottom: number } {
  const tops = new Map<number, number>();
  let bottom = 0;
  let floor = 0;
  for (const box of boxes.toSorted((a, b) => a.anchor - b.anchor || a.number - b.number)) {
    const top = Math.max(box.anchor, floor);
    tops.set(box.number, top);
    bottom = top + box.height;
    floor = bottom + gap;
  }
  return { tops, bottom };
}
