import { hyphenKept } from './hyphen-kept.ts';

const unspaced = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3001-\\u303f\\uff01-\\uff60]';
const unspacedBreak = new RegExp(`(?<=${unspaced})\\n(?=${unspaced})`, 'gu');

/**
 * A piece of a page as it is shown: in the source's own characters, with line breaks as blanks (as nothing in Chinese and
 * Japanese) and line-end hyphens joined. Before a capital or a digit the hyphen is the word's own and stays, and where
 * the document writes the word with it in the middle of a line.
 *
 * @param pages of the same documents, which show how words are written there
 */
export const quotationText = (source: string, pages: readonly { text: string }[] = []): string =>
  source
    .replaceAll(/\s+/g, (blanks) => (/[\n\r\u2028\u2029]/.test(blanks) ? '\n' : /^[^\t]$/.test(blanks) ? blanks : ' '))
    .replaceAll(/\u00ad\n/g, '')
    .replaceAll(
      /([-\u2010])\n(?<=(\p{L}[\p{L}\p{M}]*)[-\u2010]\n)(?=(\p{Ll}[\p{L}\p{M}]*))/gu,
      (_, hyphen: string, before: string, after: string) => (hyphenKept(before, after, pages) ? hyphen : ''),
    )
    .replaceAll(/(?<=[\p{L}\p{N}\p{M}][-\u2010\u2011])\n(?=[\p{L}\p{N}])/gu, '')
    .replaceAll(unspacedBreak, '')
    .replaceAll('\n', ' ')
    .trim();
