import type { Heading } from './page-source.ts';

/** `end` is where what belongs to the heading alone ends. */
export interface MarkdownHeading extends Heading {
  end: number;
}

const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const fenceEnd = /^ {0,3}(`{3,}|~{3,})\s*$/;
const atx = /^ {0,3}#{1,6}(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
const longestLine = 1_000;
const underline = /^ {0,3}(?:=+|-{2,})\s*$/;

/** Headings of a Markdown text, `# like this` or underlined, outside of fenced code and the properties at its top. */
export function markdownHeadings(text: string): MarkdownHeading[] {
  const headings: MarkdownHeading[] = [];
  let offset = frontMatter(text);
  let above = { line: '', offset };
  let open: string | null = null;
  for (const line of text.slice(offset).split('\n')) {
    const end = offset + line.length;
    const mark = fence.exec(line)?.slice(1).find(Boolean);
    const wasOpen = open !== null;
    if (open !== null) {
      if (fenceEnd.exec(line)?.[1]?.startsWith(open) === true) open = null;
    } else if (mark !== undefined) {
      open = mark;
    } else {
      const title = line.length <= longestLine ? atx.exec(line)?.[1] : undefined;
      if (title !== undefined && title !== '') headings.push({ offset, end, text: plain(title) });
      else if (underline.test(line) && isTitle(above.line))
        headings.push({ offset: above.offset, end, text: plain(above.line) });
    }
    above = { line: wasOpen || open !== null ? '' : line, offset };
    offset = end + 1;
  }
  return headings;
}

/** Where the text begins below properties that stand between two lines of dashes, as notes often have them. */
const frontMatter = (text: string): number =>
  /^---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)?.[0].length ?? 0;

const isTitle = (line: string): boolean =>
  /\p{L}/u.test(line) && line.length <= 160 && !/^\s*(?:[-*+>|#]|\d+\.\s)/.test(line) && !line.includes('|');

/** Without the marks of emphasis, code and links. */
const plain = (title: string): string =>
  title
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 160)
    .toWellFormed();
