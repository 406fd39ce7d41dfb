import fc from 'fast-check';
import { lexer, type Token } from 'marked';
import { expect, test } from 'vitest';
import { findMarkers } from '#shared/markers.ts';
import { plainMarkdown } from './plain-markdown.ts';

/** What a reader sees of Markdown; what is no plain text shows as its kind. */
function shown(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'escape' || (token.type === 'text' && !('tokens' in token)))
        return token.raw.replace(/^\\/, '');
      if (token.type === 'link' && token.raw === token['text']) return token.raw;
      const inner = 'tokens' in token && Array.isArray(token.tokens) ? shown(token.tokens) : token.raw;
      return ['blockquote', 'paragraph', 'text'].includes(token.type) ? inner : `<${token.type}:${inner}>`;
    })
    .join('');
}

const piece = fc.oneof(
  fc.constantFrom(
    'word',
    '[12]',
    '[1, 3]',
    '\\',
    '`',
    '*',
    '_',
    '$',
    '<b>',
    '~~',
    '](',
    ']:',
    '[x',
    '&amp;',
    '&',
    '1.',
    '#',
    '-',
    '+',
    '>',
  ),
  fc.constantFrom(
    '!',
    '|',
    'snake_case',
    'x^2',
    '://',
    'e.g.',
    '(',
    ')',
    '\\[',
    '“',
    'é',
    '学',
    '😀',
    '=',
    '@',
    '<!--',
  ),
);
const line = fc
  .array(piece, { minLength: 1, maxLength: 12 })
  .chain((pieces) =>
    fc
      .array(fc.boolean(), { minLength: pieces.length, maxLength: pieces.length })
      .map((blanks) => ({ pieces, blanks })),
  )
  .map(({ pieces, blanks }) =>
    pieces
      .map((part, at) => (blanks[at] ? `${part} ` : part))
      .join('')
      .trim(),
  )
  .filter((text) => text !== '');

test('a reader sees the text as it is, and the only marker is the one behind it', () => {
  fc.assert(
    fc.property(line, (text) => {
      const markdown = `> ${plainMarkdown(text)} [1]`;
      expect(findMarkers(markdown).map(({ start, numbers }) => [start, numbers])).toEqual([[markdown.length - 3, [1]]]);
      expect(shown(lexer(`> ${plainMarkdown(text)}`)).trim()).toBe(text);
    }),
    { numRuns: 3_000 },
  );
});

test('ordinary text stays as it is', () => {
  const text = 'The well-known “spindle” (see fig. 2) pulls snake_case apart – at 3 °C & more!';
  expect(plainMarkdown(text)).toBe(text);
  expect(plainMarkdown('costs $5 [12]')).toBe('costs \\$5 \\[12\\]');
});
