import type { BlockContent, Blockquote, Definition, List, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { z } from 'zod';
import { inline, inlineOf, withoutTags } from './markdown-inline.ts';
import type { Heading, SourcePage } from './page-source.ts';

const longestHeading = 160;
const extensions = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

const untilBlank = (end: string): string => `(?:(?!${end}|\\n[ \\t]*\\n)[\\s\\S])+?${end}`;
/**
 * TeX as notes have it, between dollars or brackets: Pandoc's rule says which dollars begin a formula; of brackets those
 * that display one stand at the beginning of a line or within it, and numbers between them are none. Code goes first.
 */
const codeOrFormula = new RegExp(
  [
    '(?<=^|\\n) {0,3}(?<fence>`{3,}|~{3,})[^\\n]*\\n[\\s\\S]*?(?:\\n {0,3}\\k<fence>|$)',
    '(?<!`)(?<ticks>`+)(?!`)(?:(?!\\n[ \\t]*\\n)[\\s\\S])*?(?<!`)\\k<ticks>(?!`)',
    `(?<formula>${[
      `\\$\\$${untilBlank('\\$\\$')}`,
      '\\$(?=[^\\s$])[^$\\n`]*(?<=[^\\s\\\\])\\$(?!\\d)',
      `\\\\\\(${untilBlank('\\\\\\)')}`,
      `(?<=(?:^|\\n)[ \\t]*)\\\\\\[${untilBlank('\\\\\\]')}`,
      '\\\\\\[(?![\\d, –-]+\\\\\\])(?:(?!\\\\\\])[^\\n])+\\\\\\]',
    ].join('|')})`,
  ].join('|'),
  'g',
);
/** Stands for a formula while the rest is read, between characters that no text has (Unicode's noncharacters). */
const kept = (at: number): string => `\ufdd0${at}\ufdd1`;
const keptPlace = /\ufdd0(\d+)\ufdd1/g;

/** Marks within marks as nobody writes them: a parser would go as deep, for seconds. */
const tooDeep = /^(?:\[\^[^\]]*\]:)?[ \t]*(?:>[ \t]{0,4}|(?:[-*+]|\d{1,9}[.)])[ \t]+){40}|([*_~])\1{300}/m;

/**
 * What a reader of a page of Markdown sees, as plain text: the words without their marks, list items behind bullets or
 * numbers, further in where they are within others, the cells of a table's row behind tabs, code and formulas as they
 * stand, links by their words, HTML without its tags. Blocks are apart by an empty line. A page that is nested beyond
 * reason stays as it stands.
 */
export function readMarkdownPage(source: string): SourcePage {
  if (tooDeep.test(source)) return { text: source, headings: [] };
  const formulas: string[] = [];
  const held = source.replaceAll(codeOrFormula, (found, ...groups) =>
    formulaIn(groups) === undefined ? found : kept(formulas.push(found) - 1),
  );
  const restore = (text: string): string =>
    text.replaceAll(keptPlace, (place, at: string) => formulas[Number(at)] ?? place);
  try {
    const page = new PageWriter(held, restore);
    page.blocks(fromMarkdown(held, extensions).children, '\n\n');
    return { text: page.text, headings: page.headings };
  } catch (error) {
    if (error instanceof RangeError) return { text: source, headings: [] };
    throw error;
  }
}

/** @param groups what a replacer is given behind the match; the last is the named groups */
const formulaIn = (groups: readonly unknown[]): unknown =>
  z.object({ formula: z.string().optional() }).parse(groups.at(-1)).formula;

type Block = RootContent | BlockContent | Definition;

/** Writes blocks below each other, and notes where headings begin. */
class PageWriter {
  text = '';
  readonly headings: Heading[] = [];
  /** of lists within lists */
  #depth = 0;
  readonly #restore: (text: string) => string;

  readonly #source: string;

  constructor(source: string, restore: (text: string) => string) {
    this.#source = source;
    this.#restore = restore;
  }

  blocks(blocks: readonly Block[], between: string): void {
    let isFirst = true;
    for (const block of blocks) {
      const before = this.text.length;
      const gap = isFirst ? '' : between;
      this.text += gap;
      this.#block(block);
      // what says nothing leaves no gap
      if (this.text.length === before + gap.length) this.text = this.text.slice(0, before);
      else isFirst = false;
    }
  }

  #block(block: Block): void {
    switch (block.type) {
      case 'heading': {
        const words = this.#restore(inline(block.children));
        const text = words
          .replaceAll(/\s+/g, ' ')
          .trim()
          .slice(0, longestHeading)
          .replace(/[\ud800-\udbff]$/, '');
        if (text !== '') this.headings.push({ offset: this.text.length, text });
        this.text += words.replaceAll(/\s+/g, ' ').trim();
        return;
      }
      case 'paragraph':
        return this.#write(inline(block.children));
      case 'blockquote':
        return this.blocks(withTitle(block.children), '\n\n');
      case 'list': {
        const { children, ordered, spread } = block;
        const numbers = this.#numbersOf(block);
        for (const [at, { children: own, checked, spread: loose }] of children.entries()) {
          if (at > 0) this.text += spread === true ? '\n\n' : '\n';
          this.text += '  '.repeat(this.#depth);
          this.text += ordered === true ? `${numbers[at]}. ` : '• ';
          if (typeof checked === 'boolean') this.text += checked ? '☑ ' : '☐ ';
          this.#depth += 1;
          this.blocks(own, loose === true ? '\n\n' : '\n');
          this.#depth -= 1;
        }
        return;
      }
      case 'code':
        return this.#write(block.value);
      case 'table':
        return this.#write(
          block.children
            .map((row) => row.children.map((cell) => inline(cell.children).trim()).join('\t'))
            .filter((row) => row.trim() !== '')
            .join('\n'),
        );
      case 'html':
        return this.#write(withoutTags(block.value).trim());
      case 'footnoteDefinition':
        this.text += `[${block.label ?? block.identifier}] `;
        return this.blocks(block.children, '\n\n');
      case 'definition':
      case 'thematicBreak':
        return;
      default:
        return this.#write(inlineOf(block));
    }
  }

  /** As they are written; where all are the same they are counted. */
  #numbersOf({ children, start }: List): number[] {
    const written = children.map(({ position }) => {
      const at = position?.start.offset ?? 0;
      return Number(/^\d{1,9}/.exec(this.#source.slice(at, at + 9))?.[0]);
    });
    const isCounted = new Set(written).size < 2 || written.some(Number.isNaN);
    return isCounted ? written.map((_, at) => (start ?? 1) + at) : written;
  }

  #write(text: string): void {
    this.text += this.#restore(text);
  }
}

/** The sign of a note set apart, as GitHub and Obsidian have it, with what stands behind it. */
const callout = /^\[!([a-z-]{2,20})\][+-]?[^\S\n]*([^\n]*)/i;

/** A quote that is a note set apart, with its title, or what it is called by its sign. */
function withTitle(quote: Blockquote['children']): readonly Block[] {
  const [paragraph, ...others] = quote;
  if (paragraph?.type !== 'paragraph') return quote;
  const [text, ...rest] = paragraph.children;
  if (text?.type !== 'text') return quote;
  const value = text.value.replace(callout, (_, kind: string, title: string) => {
    const isNamed = title !== '' || (rest.length > 0 && !text.value.includes('\n'));
    return isNamed ? title : kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase();
  });
  return [{ ...paragraph, children: [{ ...text, value }, ...rest] }, ...others];
}
