import type { PageLine, PageText } from '#shared/page-text.ts';
import type { Heading, Range } from './page-source.ts';

const longest = 160;
const numbered = /^(?:\p{L}{3,12}\s)?\d{1,3}(?:\.\d{1,3}){0,4}\.?\s+\p{L}/u;
const leaders = /(?:\s?\.){4,}/;

/**
 * Headings of a PDF page: lines that are set larger than the running text, and numbered lines that stand alone.
 *
 * @param body    size of the document's running text, in points
 * @param running headers and footers, which are no headings
 */
export function headingsOf(page: PageText, body: number, running: readonly Range[] = []): Heading[] {
  const headings: Heading[] = [];
  let open: { heading: Heading; line: PageLine } | null = null;
  for (const [index, line] of page.lines.entries()) {
    const text = page.text.slice(line.start, line.end).replaceAll(/\s+/g, ' ').trim();
    if (isRunning(line, running) || !isHeading(page, index, line, text, body)) {
      open = null;
    } else if (open && Math.abs(open.line.size - line.size) < 0.5 && follows(page, open.line, line)) {
      open.heading.text = `${open.heading.text} ${text}`.slice(0, longest);
      open.line = line;
    } else {
      open = { heading: { offset: line.start, text: text.slice(0, longest) }, line };
      headings.push(open.heading);
    }
  }
  return headings.map(({ offset, text }) => ({ offset, text: text.toWellFormed() }));
}

const isRunning = (line: PageLine, running: readonly Range[]): boolean =>
  running.some(({ start }) => start === line.start);

/** A heading may go on in the next line of its paragraph. */
const follows = (page: PageText, above: PageLine, line: PageLine): boolean =>
  page.text.slice(above.end, line.start) === '\n';

function isHeading(page: PageText, index: number, line: PageLine, text: string, body: number): boolean {
  if (text.length > longest || !/\p{L}{2}/u.test(text) || leaders.test(text)) return false;
  if (body > 0 && line.size >= 1.15 * body) return true;
  return (
    index > 0 &&
    line.size >= 0.95 * body &&
    numbered.test(text) &&
    !/[.,;:]$/.test(text) &&
    text.length <= 90 &&
    standsAlone(page, line)
  );
}

const standsAlone = (page: PageText, { start, end }: PageLine): boolean =>
  page.text.slice(0, start).endsWith('\n\n') && page.text.slice(end).startsWith('\n\n');
