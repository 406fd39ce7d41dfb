import { lexer, type MarkedToken, type Token } from 'marked';
import { encodeBlock, withoutCode } from '../../../markdown/block-code.ts';
import { withoutFormulas } from '../../../markdown/formula-code.ts';
import { decodeMarkers } from '../../../markdown/marker-code.ts';

/** A stretch of an answer's text in one style, a footnote's number, or the end of a line. */
export type Inline =
  | { kind: 'text'; text: string; style: InlineStyle }
  | { kind: 'note'; number: number }
  | { kind: 'line end' };

export interface InlineStyle {
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
  href?: string;
}

/** An answer as Markdown reads it, its footnotes and formulas kept apart. */
export interface AnswerTokens {
  blocks: MarkedToken[];
  inlines: (tokens: readonly Token[]) => Inline[];
}

/** No extension of the lexer is in use, so every token is one of its own. */
const isKnown = (_token: Token): _token is MarkedToken => true;

export const knownTokens = (tokens: readonly Token[] = []): MarkedToken[] => tokens.filter(isKnown);

/** Reads an answer; formulas stay as they are written. */
export function readAnswer(content: string): AnswerTokens {
  const words = (text: string, style: InlineStyle): Inline[] =>
    decodeMarkers(text).map((part) =>
      typeof part === 'number' ? { kind: 'note', number: part } : { kind: 'text', text: withoutFormulas(part), style },
    );
  const inlines = (tokens: readonly Token[], style: InlineStyle = {}): Inline[] =>
    knownTokens(tokens).flatMap((token): Inline[] => {
      switch (token.type) {
        case 'strong':
          return inlines(token.tokens, { ...style, bold: true });
        case 'em':
          return inlines(token.tokens, { ...style, italic: true });
        case 'del':
          return inlines(token.tokens, { ...style, strike: true });
        case 'link':
          return inlines(token.tokens, { ...style, href: token.href });
        case 'codespan':
          return [{ kind: 'text', text: withoutCode(token.text), style: { ...style, code: true } }];
        case 'br':
          return [{ kind: 'line end' }];
        case 'text':
        case 'paragraph':
        case 'heading':
          return token.tokens ? inlines(token.tokens, style) : words(token.text, style);
        case 'checkbox':
          return words(token.checked ? '☑ ' : '☐ ', style);
        case 'escape':
        case 'image':
        case 'html':
          return words(token.text, style);
        default:
          return words(token.raw, style);
      }
    });
  return { blocks: knownTokens(lexer(encodeBlock(content, false))), inlines: (tokens) => inlines(tokens) };
}
