import type { Heading } from './page-source.ts';

const fence = /^ {0,3}(`{3,}|~{3,})/;
const atx = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/;
const underline = /^ {0,3}(?:=+|-{2,})\s*$/;

/** Headings of a Markdown text, `# like this` or underlined, outside of fenced code. */
export function markdownHeadings(text: string): Heading[] {
  const headings: Heading[] = [];
  let offset = 0;
  let above = { line: '', offset: 0 };
  let open: string | null = null;
  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (open !== null) {
      if (mark?.startsWith(open) === true) open = null;
    } else if (mark !== undefined) {
      open = mark;
    } else {
      const title = atx.exec(line)?.[1];
      if (title !== undefined && title !== '') headings.push({ offset, text: plain(title) });
      else if (underline.test(line) && isTitle(above.line))
        headings.push({ offset: above.offset, text: plain(above.line) });
    }
    above = { line: open === null ? line : '', offset };
    offset += line.length + 1;
  }
  return headings;
}

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
