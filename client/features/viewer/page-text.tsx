import type { ReactNode, RefObject } from 'react';

interface PageTextProps {
  text: string;
  /** the first heading on the page, in its own words */
  heading: string | null;
  /** what is marked, in UTF-16 units of the text */
  range: { start: number; end: number } | null;
  mark: RefObject<HTMLElement | null>;
}

/** A page's text as it is stored, its heading set as one, the cited words marked. */
export function PageText({ text, heading, range, mark }: PageTextProps) {
  const head = headingEnd(text, heading);
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
      {head > 0 && <b className="text-heading">{marked(0, head)}</b>}
      {marked(head, text.length)}
    </div>
  );
}

/** Where the heading ends, if the page begins with it; else 0. */
function headingEnd(text: string, heading: string | null): number {
  if (heading === null) return 0;
  const line = /^\s*(?:#{1,6}\s+)?/.exec(text)?.[0].length ?? 0;
  return text.startsWith(heading, line) ? line + heading.length : 0;
}
