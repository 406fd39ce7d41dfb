import { expect, test } from 'vitest';
import type { Citation } from '#shared/passage.ts';
import type { Answer, Turn } from '#shared/turn.ts';
import { fileName } from './file-name.ts';
import { answerMarkdown, chatMarkdown } from './markdown-text.ts';
import { plainText } from './plain-text.ts';

const id = (n: number): string => n.toString().padStart(24, '0');

const citation = (number: number, quote = `Quote\n${number}`): Citation => {
  const place = { passageId: id(1), documentId: id(2), documentName: 'Cell_biology.pdf', page: number + 1 };
  return { number, ...place, start: 0, end: 5, quote, gone: false };
};
const answer = (content: string, ...numbers: number[]): Answer => {
  const rest = { runId: id(1), suggestions: [], reaction: null, model: null, firstTokenMs: null, totalMs: 1 };
  const citations = numbers.map((number) => citation(number));
  return { ...rest, content, outcome: 'answered', route: 'general_qa', citations, createdAt: '' };
};
const turn = (question: string, shown: Answer | null): Turn => {
  const rest = { turnId: id(1), sessionId: id(2), documentIds: null, runId: null, current: 0, error: null };
  return { ...rest, question, status: 'answered', answers: shown ? [shown] : [], createdAt: '' };
};

test('as Markdown, markers are footnotes; code and numbers of the source stay', () => {
  const text = answerMarkdown(answer('Water [1, 2] moves `a[1]` as \\[3\\] says [1].', 1, 2));
  expect(text).toBe(
    [
      'Water[^1][^2] moves `a[1]` as \\[3\\] says[^1].',
      '[^1]: Cell\\_biology.pdf, p. 2: “Quote 1”',
      '[^2]: Cell\\_biology.pdf, p. 3: “Quote 2”\n',
    ].join('\n\n'),
  );
});

test('as text, only words are left: lists, tables and links as they are read, formulas and code as written', () => {
  const content = [
    '# Water',
    'It **moves** [1], see [this](https://example.org).\nAs $a_1 * b_1 * c$ says, `x_1` and \\[3\\] too.',
    '1. one\n   - inner [1]\n2. two',
    '| a | b |\n|-|-|\n| *1* | 2 |',
    '```\ncode[1]\n```',
  ].join('\n\n');
  expect(plainText(answer(content, 1))).toBe(
    [
      'Water',
      'It moves[1], see this.\nAs $a_1 * b_1 * c$ says, x_1 and [3] too.',
      '1. one\n   - inner[1]\n2. two',
      'a\tb\n1\t2',
      'code[1]',
      '[1] Cell_biology.pdf, p. 2: “Quote 1”\n',
    ].join('\n\n'),
  );
});

test('a chat has its questions as headings, above those of its answers, and one row of footnotes', () => {
  const turns = [
    turn('First?', answer('## Overview\n\nA [1] b [2].', 1, 2)),
    turn('Failed?', null),
    turn('Second?', answer('C [1].', 1)),
  ];
  const text = chatMarkdown('My chat', turns);
  expect(text).toMatch(/^# My chat\n\n## First\?\n\n#### Overview\n\nA\[\^1\] b\[\^2\]\./);
  expect(text).toContain('## Failed?\n\n*No answer yet.*\n');
  expect(text).toContain('## Second?\n\nC[^3].\n\n[^3]: Cell');
});

test.each([
  ['What is osmosis?', 'What is osmosis.md'],
  ['a/b\\c: "d" <e>|f*?', 'a b c d e f.md'],
  ['...', 'Footnote.md'],
  ['Wasser: Überblick', 'Wasser Überblick.md'],
  ['x'.repeat(79) + '😀😀', `${'x'.repeat(79)}.md`],
])('%j becomes a name that every system takes', (title, name) => {
  expect(fileName(title, 'md')).toBe(name);
});
