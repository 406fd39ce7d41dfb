import type { ReactNode, RefObject } from 'react';
import { cx } from '../../ui/classes.ts';
import { paragraphsOf } from '../../lib/paragraphs-of.ts';

interface PageTextProps {
  text: string;
  /** the first heading on the page, in its own words */
  heading: string | null;
  /** what is marked, in UTF-16 units of the text */
  range: { start: number; end: number } | null;
  mark: RefObject<HTMLElement | null>;
}

/**
 * A page's text as it is stored, letter by letter: its heading set as one, its lines in the width that there is, the
 * cited words marked.
 */
export function PageText({ text, heading, range, mark }: PageTextProps) {
  const head = headOf(text, heading);
  const marked = (from: number, to: number): ReactNode => {
    const [start, end] = range ? [Math.max(from, range.start), Math.min(to, range.end)] : [to, to];
    if (start >= end) return text.slice(from, to);
    return (
      <>
        {text.slice(from, start)}
        <mark ref={range?.start === start ? mark : undefined}>{text.slice(start, end)}</mark>
        {text.slice(end, to)}
      </>
    );
  };
  return (
    <div className="text-body">
      {head.end > 0 && (
        <b className="text-heading">
          <span className="sr-only">{marked(0, head.start)}</span>
          {marked(head.start, head.end)}
        </b>
      )}
      {partsFrom(text, head.end).map(({ from, to }) => (
        <span key={from} className={cx('text-part', flows(text.slice(from, to)))}>
          {marked(from, to)}
        </span>
      ))}
    </div>
  );
}

/** Where the paragraphs of a text begin and end, from a place on. */
function partsFrom(text: string, start: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  for (const part of paragraphsOf(text.slice(start))) {
    const from = parts.at(-1)?.to ?? start;
    parts.push({ from, to: from + part.length });
  }
  return parts;
}

/** Lines that go on are set in the width that there is; they take the blank line after them along. */
const flows = (part: string): string | false =>
  part.trim().includes('\n') && cx('whitespace-normal', part.endsWith('\n\n') && 'mb-[1lh]');

/** The heading with which the page begins, without the signs before it and with the blank lines after it. */
function headOf(text: string, heading: string | null): { start: number; end: number } {
  const start = /^\s*(?:#{1,6}\s+)?/.exec(text)?.[0].length ?? 0;
  if (heading === null || !text.startsWith(heading, start)) return { start: 0, end: 0 };
  const end = start + heading.length;
  return { start, end: end + (/^\s*\n/.exec(text.slice(end))?.[0].length ?? 0) };
}
