import { split } from '../split.ts';
import type { Range, SourcePage } from './page-source.ts';

/** A passage of a page, with the heading that it stands under. */
export interface PagePassage extends Range {
  heading: string | null;
  text: string;
}

/**
 * Cuts a page into passages, none of which covers a running header or footer.
 *
 * @param before the section in which the page before it ended
 */
export const passagesOf = ({ text, headings, running = [] }: SourcePage, before: string | null): PagePassage[] =>
  between(running, text.length).flatMap((part) =>
    split(
      text.slice(part.start, part.end),
      headings.map(({ offset }) => offset - part.start).filter((offset) => offset >= 0),
    ).map((piece) => {
      const start = part.start + piece.start;
      const end = part.start + piece.end;
      return {
        start,
        end,
        heading: headings.findLast(({ offset }) => offset <= start)?.text ?? before,
        text: text.slice(start, end),
      };
    }),
  );

/** What ranges leave of a text; ascending. */
function between(ranges: readonly Range[], length: number): Range[] {
  const parts: Range[] = [];
  let start = 0;
  for (const range of [...ranges, { start: length, end: length }]) {
    if (range.start > start) parts.push({ start, end: range.start });
    start = Math.max(start, range.end);
  }
  return parts;
}
