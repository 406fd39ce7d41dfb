/**
 * Where the words lie that a marker supports: from the start of its sentence to the marker.
 *
 * @param text     a paragraph without its markers
 * @param position where the marker stands in it
 * @returns        `[start, end)` without blanks at its ends; null where no word stands before the marker
 */
export function citedSentence(text: string, position: number): [number, number] | null {
  const end = text.slice(0, position).trimEnd().length;
  if (end === 0) return null;
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)) {
    if (index + segment.length >= end) return [index + segment.length - segment.trimStart().length, end];
  }
  return null;
}
