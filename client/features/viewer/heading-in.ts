/** Where a heading stands in a text. */
export interface HeadingPlace {
  /** where its line begins */
  line: number;
  /** where its words begin, behind the signs before them */
  start: number;
  /** where the blank lines after it end */
  end: number;
}

const nowhere: HeadingPlace = { line: 0, start: 0, end: 0 };

/** The first line of a text that is this heading; where there is none, nothing at its beginning. */
export function headingIn(text: string, heading: string | null): HeadingPlace {
  if (!heading) return nowhere;
  for (let start = text.indexOf(heading); start !== -1; start = text.indexOf(heading, start + 1)) {
    const line = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
    const end = start + heading.length;
    const isWhole = /^[^\S\n]*(?:\n|$)/.test(text.slice(end, end + 100));
    if (!isWhole || !/^\s*(?:#{1,6}\s+)?$/.test(text.slice(line, start))) continue;
    return { line, start, end: end + (/^\s*\n/.exec(text.slice(end))?.[0].length ?? 0) };
  }
  return nowhere;
}
