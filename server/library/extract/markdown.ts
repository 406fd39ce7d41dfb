import { labelOf, markdownOutline } from './markdown-outline.ts';
import { readMarkdownPage } from './markdown-page.ts';
import type { PageSource, Range, SourcePage } from './page-source.ts';
import { openText, type TextForm } from './plain-text.ts';

/**
 * Opens a Markdown text, whose pages say what a reader of it sees; the properties at its top are lines of the first.
 *
 * @throws Unreadable when it is longer than what is read
 */
export const openMarkdown = (path: string): Promise<PageSource> => openText(path, markdown);

function markdown(text: string): TextForm {
  const { body, headings, regions, targets } = markdownOutline(text);
  const page = ({ start, end }: Range): SourcePage => {
    const source = text.slice(Math.max(start, body), end);
    const named = new Set(Array.from(source.matchAll(/\[([^[\]]{1,200})\]/g), ([, label = '']) => labelOf(label)));
    const known = [...named].flatMap((label) => targets.get(label) ?? []);
    const inside = regions.find((region) => region.start < start && start < region.end);
    const begun = inside ? [inside.opening, source] : [asBegun(source)];
    const read = readMarkdownPage([...known, '', ...begun].join('\n'));
    return start < body ? below(text.slice(start, Math.min(body, end)), read) : read;
  };
  // properties go with the section that follows, as a heading with nothing below it does
  return { headings: body === 0 ? headings : [{ start: 0, end: body }, ...headings], page };
}

/** A page that goes on with a list or a table of the page before, as if it began there. */
function asBegun(source: string): string {
  const indent = /^\n*([ \t]+)\S/.exec(source)?.[1] ?? '';
  if (indent.length >= 2 && /^\n*[ \t]+(?:[-*+]|\d{1,9}[.)])[ \t]/.test(source)) {
    return source.replaceAll(new RegExp(`^[ \\t]{1,${indent.length}}`, 'gm'), '');
  }
  const [first = '', second = ''] = source.split('\n', 2);
  if (/^\|.*\|[ \t]*$/.test(first) && !/^[|:\s-]*$/.test(second)) {
    const cells = first.split(/(?<!\\)\|/).length - 2;
    return `|${'   |'.repeat(cells)}\n|${'---|'.repeat(cells)}\n${source}`;
  }
  return source;
}

function below(properties: string, { text, headings }: SourcePage): SourcePage {
  const lines = properties.split('\n').filter((line) => !/^(?:---|\.\.\.)?\s*$/.test(line));
  const before = lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
  const moved = headings.map((heading) => ({ ...heading, offset: heading.offset + before.length }));
  return { text: before + text, headings: moved };
}
