import type { Answer } from '#shared/turn.ts';
import { copy } from '../../copy/en.ts';

/** An answer to take elsewhere: its text, then its footnotes. */
export function answerCopy({ content, citations }: Answer): string {
  if (citations.length === 0) return content;
  const notes = citations.map(
    ({ number, documentName, page }) => `[${number}] ${documentName}, ${copy.chat.page(page)}`,
  );
  return `${content}\n\n${notes.join('\n')}\n`;
}
