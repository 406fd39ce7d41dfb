import type { Range } from './page-source.ts';

const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const fenceEnd = /^ {0,3}(`{3,}|~{3,})\s*$/;
const atx = /^ {0,3}#{1,6}(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
const target = /^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*\S/;
const longestLine = 1_000;
const underline = /^ {0,3}(?:=+|-{2,})\s*$/;

/** What is found in a Markdown text as a whole, line by line; offsets are in it. */
export interface MarkdownOutline {
  /** where it begins below properties that stand between two lines of dashes, as notes often have them */
  body: number;
  /** `# like this` or underlined, outside of fenced code, with all that belongs to the heading alone */
  headings: Range[];
  /** fenced code, each with the line that opens it */
  fences: (Range & { opening: string })[];
  /** targets of links that are named elsewhere, as they stand */
  targets: { label: string; line: string }[];
}

/** Reads where sections and fenced code begin, and what a page must know of the others. */
export function markdownOutline(text: string): MarkdownOutline {
  const body = /^---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)?.[0].length ?? 0;
  const found: MarkdownOutline = { body, headings: [], fences: [], targets: [] };
  let offset = body;
  let above = { line: '', offset };
  let open: { mark: string; start: number; opening: string } | null = null;
  for (const line of text.slice(offset).split('\n')) {
    const end = offset + line.length;
    const mark = fence.exec(line)?.slice(1).find(Boolean);
    const wasOpen = open !== null;
    if (open !== null) {
      if (fenceEnd.exec(line)?.[1]?.startsWith(open.mark) === true) {
        found.fences.push({ start: open.start, end, opening: open.opening });
        open = null;
      }
    } else if (mark !== undefined) {
      open = { mark, start: offset, opening: line };
    } else if (line.length <= longestLine) {
      const title = atx.exec(line)?.[1];
      const label = target.exec(line)?.[1];
      if (title !== undefined && title !== '') found.headings.push({ start: offset, end });
      else if (label !== undefined) found.targets.push({ label, line });
      else if (underline.test(line) && isTitle(above.line)) found.headings.push({ start: above.offset, end });
    }
    above = { line: wasOpen || open !== null ? '' : line, offset };
    offset = end + 1;
  }
  if (open !== null) found.fences.push({ start: open.start, end: text.length, opening: open.opening });
  return found;
}

const isTitle = (line: string): boolean =>
  /\p{L}/u.test(line) && line.length <= 160 && !/^\s*(?:[-*+>|#]|\d+\.\s)/.test(line) && !line.includes('|');
