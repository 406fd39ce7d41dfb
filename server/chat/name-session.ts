import type { Source } from '#shared/session.ts';

const titleChars = 60;

/**
 * What a session is called where the user gave no name.
 *
 * @param question the first question, null for a session made without one
 */
export function nameSession(source: Source, hasDocument: boolean, question: string | null): string {
  if (source === 'chrome_extension') return 'Extension Chat';
  if (hasDocument) return 'Document Chat';
  if (question === null) return 'New chat';
  return shorten(question.replaceAll(/\s+/g, ' ').trim());
}

/** Cuts at a word, never inside a character. */
function shorten(text: string): string {
  if (text.length <= titleChars) return text;
  const cut = text
    .slice(0, titleChars)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > titleChars / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
