import type { Range } from './page-source.ts';

const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const fenceEnd = /^ {0,3}(`{3,}|~{3,})\s*$/;
const atx = /^ {0,3}#{1,6}(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
const target =
  /^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;
const longestLine = 1_000;
const underline = /^ {0,3}(?:=+|-{2,})\s*$/;
/** Properties, as notes often have them: between two lines of dashes, right at the top. */
const properties = /^---[ \t]*\n(?=[\w"'-][^\n:]{0,80}:|#|- )(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/** What is read as it stands: fenced code, comments, displayed formulas. */
interface Region extends Range {
  /** the line that opens it */
  opening: string;
}

/** What is found in a Markdown text as a whole, line by line; offsets are in it. */
export interface MarkdownOutline {
  /** where it begins below its properties */
  body: number;
  /** `# like this` or underlined, outside of regions, with all that belongs to the heading alone */
  headings: Range[];
  regions: Region[];
  /** targets of links, as they stand, by their label */
  targets: Map<string, string>;
}

/** Labels are the same in any case and with any blanks. */
export const labelOf = (written: string): string => written.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** Reads where sections and regions begin, and what a page must know of the others. */
export function markdownOutline(text: string): MarkdownOutline {
  const body = properties.exec(text)?.[0].length ?? 0;
  const found: MarkdownOutline = { body, headings: [], regions: [], targets: new Map() };
  let offset = body;
  let above = { line: '', offset };
  let open: { start: number; opening: string; ends: (line: string) => boolean } | null = null;
  for (const line of text.slice(offset).split('\n')) {
    const end = offset + line.length;
    const wasOpen = open !== null;
    if (open !== null) {
      if (open.ends(line)) {
        found.regions.push({ start: open.start, end, opening: open.opening });
        open = null;
      }
    } else {
      const ends = regionAt(line);
      if (ends) open = { start: offset, opening: line.slice(0, longestLine), ends };
      else if (line.length <= longestLine) {
        const title = atx.exec(line)?.[1];
        const label = above.line.trim() === '' ? target.exec(line)?.[1] : undefined;
        if (title !== undefined && title !== '') found.headings.push({ start: offset, end });
        else if (label !== undefined) {
          if (!found.targets.has(labelOf(label))) found.targets.set(labelOf(label), line);
        } else if (underline.test(line) && isTitle(above.line)) found.headings.push({ start: above.offset, end });
      }
    }
    above = { line: wasOpen || open !== null || target.test(line) ? '' : line, offset };
    offset = end + 1;
  }
  if (open !== null) found.regions.push({ start: open.start, end: text.length, opening: open.opening });
  return found;
}

/** Tells where a region ends that a line begins; null where it begins none. */
function regionAt(line: string): ((line: string) => boolean) | null {
  const mark = fence.exec(line)?.slice(1).find(Boolean);
  if (mark !== undefined) return (later) => fenceEnd.exec(later)?.[1]?.startsWith(mark) === true;
  if (/^ {0,3}<!--/.test(line) && !line.includes('-->')) return (later) => later.includes('-->');
  const begun = line.trim();
  // what is never closed ends with its paragraph
  if (begun === '$$') return (later) => later.trim() === '' || later.trimEnd().endsWith('$$');
  if (begun === '\\[') return (later) => later.trim() === '' || later.trimEnd().endsWith('\\]');
  return null;
}

const isTitle = (line: string): boolean =>
  /\p{L}/u.test(line) && line.length <= 160 && !/^\s*(?:[-*+>|#]|\d+\.\s)/.test(line) && !line.includes('|');
