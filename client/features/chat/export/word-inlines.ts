import {
  Bookmark,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type ParagraphChild,
  TextRun,
} from 'docx';
import type { Token } from 'marked';
import { safeLink } from '../../../markdown/links.ts';
import type { AnswerTokens, Inline } from './answer-tokens.ts';

export type WordInlines = (tokens: readonly Token[]) => ParagraphChild[];

/** Makes runs of text. Word numbers its footnotes itself, in order: a number that comes again refers to the first one. */
export function wordInlines(answer: AnswerTokens, known: ReadonlySet<number>): WordInlines {
  const seen = new Set<number>();
  const note = (number: number): ParagraphChild => {
    const id = `note${number}`;
    if (!known.has(number)) return new TextRun(`[${number}]`);
    if (seen.has(number)) {
      return new InternalHyperlink({
        anchor: id,
        children: [new TextRun({ text: String(number), superScript: true })],
      });
    }
    seen.add(number);
    return new Bookmark({ id, children: [new FootnoteReferenceRun(number)] });
  };
  const child = (part: Inline): ParagraphChild => {
    if (part.kind === 'note') return note(part.number);
    if (part.kind === 'line end') return new TextRun({ break: 1 });
    const { bold, italic, strike, code, href } = part.style;
    const run = new TextRun({
      text: part.text,
      ...(bold && { bold }),
      ...(italic && { italics: true }),
      ...(strike && { strike }),
      ...(code && { font: 'Consolas' }),
    });
    const link = safeLink(href);
    return link === null || !/^(?:https?|mailto):/.test(link) ? run : new ExternalHyperlink({ link, children: [run] });
  };
  return (tokens) => answer.inlines(tokens).map(child);
}
