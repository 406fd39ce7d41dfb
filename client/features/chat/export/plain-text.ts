import type { MarkedToken, Token } from 'marked';
import type { Answer } from '#shared/turn.ts';
import { withoutCode } from '../../../markdown/block-code.ts';
import { type AnswerTokens, knownTokens, readAnswer } from './answer-tokens.ts';
import { noteLine } from './note-line.ts';

/** An answer without the signs of Markdown: its text with numbers in brackets, then its footnotes. */
export function plainText({ content, citations }: Answer): string {
  const answer = readAnswer(content);
  const notes = citations.map((citation) => `[${citation.number}] ${noteLine(citation)}`);
  return `${[blocks(answer, answer.blocks), notes.join('\n')].filter(Boolean).join('\n\n')}\n`;
}

const blocks = (answer: AnswerTokens, tokens: readonly MarkedToken[]): string =>
  tokens
    .map((token) => block(answer, token))
    .filter((text) => text !== '')
    .join('\n\n');

function block(answer: AnswerTokens, token: MarkedToken): string {
  const line = (tokens: readonly Token[]): string =>
    answer
      .inlines(tokens)
      .map((part) => (part.kind === 'text' ? part.text : part.kind === 'note' ? `[${part.number}]` : '\n'))
      .join('');
  switch (token.type) {
    case 'space':
    case 'def':
    case 'hr':
      return '';
    case 'code':
      return withoutCode(token.text);
    case 'blockquote':
      return blocks(answer, knownTokens(token.tokens));
    case 'table':
      return [token.header, ...token.rows].map((row) => row.map((cell) => line(cell.tokens)).join('\t')).join('\n');
    case 'list':
      return token.items
        .map((item, at) => {
          const sign = token.ordered ? `${(token.start || 1) + at}. ` : '- ';
          const text = blocks(answer, knownTokens(item.tokens)).replaceAll(/\n+/g, `\n${' '.repeat(sign.length)}`);
          return sign + text;
        })
        .join('\n');
    default:
      return line([token]);
  }
}
