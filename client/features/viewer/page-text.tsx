import type { ReactNode, RefObject } from 'react';
import { cx } from '../../ui/classes.ts';
import { paragraphsOf } from '../../lib/paragraphs-of.ts';
import { headingIn } from './heading-in.ts';

interface PageTextProps {
  text: string;
  /** the first heading on the page, in its own words */
  heading: string | null;
  /** what is marked, in UTF-16 units of the text */
  range: { start: number; end: number } | null;
  mark: RefObject<HTMLElement | null>;
}

/**
 * A page's text as it is stored, letter by letter: its first heading set as one, its lines in the width that there is, the
 * cited words marked.
 */
export function PageText({ text, heading, range, mark }: PageTextProps) {
  const head = headingIn(text, heading);
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
  const parts = (start: number, end: number): ReactNode =>
    partsBetween(text, start, end).map(({ from, to }) => (
      <span key={from} className={cx('text-part', flows(text.slice(from, to)))}>
        {marked(from, to)}
      </span>
    ));
  return (
    <div className="text-body">
      {parts(0, head.line)}
      {head.end > head.line && (
        <b className="text-heading">
          <span className="sr-only">{marked(head.line, head.start)}</span>
          {marked(head.start, head.end)}
        </b>
      )}
      {parts(head.end, text.length)}
    </div>
  );
}

/** Where the paragraphs of a part of a text begin and end. */
function partsBetween(text: string, start: number, end: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  if (start === end) return parts;
  for (const part of paragraphsOf(text.slice(start, end))) {
    const from = parts.at(-1)?.to ?? start;
    parts.push({ from, to: from + part.length });
  }
  return parts;
}

/** Lines that go on are set in the width that there is; they take the blank line after them along. */
const flows = (part: string): string | false =>
  part.trim().includes('\n') && cx('whitespace-normal', part.endsWith('\n\n') && 'mb-[1lh]');
