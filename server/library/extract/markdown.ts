import { markdownOutline } from './markdown-outline.ts';
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
  const { body, headings, fences, targets } = markdownOutline(text);
  const page = ({ start, end }: Range): SourcePage => {
    const source = text.slice(Math.max(start, body), end);
    const open = fences.find((fence) => fence.start < start && start < fence.end);
    const named = targets.filter(({ label }) => source.includes(`[${label}]`)).map(({ line }) => line);
    const read = readMarkdownPage([...(open ? [open.opening] : []), source, '', ...named].join('\n'));
    return start < body ? below(text.slice(start, Math.min(body, end)), read) : read;
  };
  // properties go with the section that follows, as a heading with nothing below it does
  return { headings: body === 0 ? headings : [{ start: 0, end: body }, ...headings], page };
}

function below(properties: string, { text, headings }: SourcePage): SourcePage {
  const lines = properties.split('\n').filter((line) => !/^(?:---|\.\.\.)?\s*$/.test(line));
  const before = lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
  const moved = headings.map((heading) => ({ ...heading, offset: heading.offset + before.length }));
  return { text: before + text, headings: moved };
}
