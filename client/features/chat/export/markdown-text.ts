import { lexer } from 'marked';
import { findMarkers } from '#shared/markers.ts';
import type { Answer, Turn } from '#shared/turn.ts';
import { copy } from '../../../copy/en.ts';
import { noteLine } from './note-line.ts';

const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>~|#]/g, '\\$&');

/**
 * An answer as Markdown with footnotes (`[^1]`).
 *
 * @param offset is added to the numbers, so that several answers can stand in one text
 */
export function answerMarkdown({ content, citations }: Answer, offset = 0): string {
  const known = new Set(citations.map(({ number }) => number));
  let text = '';
  let taken = 0;
  for (const { start, end, numbers } of findMarkers(content)) {
    const notes = numbers.map((number) => (known.has(number) ? `[^${number + offset}]` : `\\[${number}\\]`));
    // a footnote stands at its word
    text += content.slice(taken, start).replace(/(?<=\S)[ \t]+$/, '') + notes.join('');
    taken = end;
  }
  const notes = citations.map((citation) => `[^${citation.number + offset}]: ${escaped(noteLine(citation))}`);
  return `${[(text + content.slice(taken)).trim(), ...notes].join('\n\n')}\n`;
}

/** Makes room for two levels of headings above an answer's own. */
const lowered = (markdown: string): string =>
  lexer(markdown)
    .map(({ type, raw }) => (type === 'heading' && raw.startsWith('#') ? `##${raw}`.replace(/^#{7,}/, '######') : raw))
    .join('');

/** A whole chat as Markdown: each question a heading, its shown answer below, footnotes numbered throughout. */
export function chatMarkdown(name: string, turns: readonly Turn[]): string {
  let offset = 0;
  const parts = turns.map(({ question, answers, current, error }) => {
    const answer = answers[current];
    const heading = `## ${escaped(question.replaceAll(/\s+/g, ' '))}`;
    if (!answer) return `${heading}\n\n*${error === null ? copy.chat.noAnswerYet : escaped(error.message)}*\n`;
    const text = lowered(answerMarkdown(answer, offset));
    offset += Math.max(0, ...answer.citations.map(({ number }) => number));
    return `${heading}\n\n${text}`;
  });
  return [`# ${escaped(name)}\n`, ...parts].join('\n');
}
