const headingChars = 70;

/**
 * What a footnote in the margin shows of its quotation: the running text, without headings that stand before it. A
 * heading is a short line without a full stop before a line that begins anew.
 */
export function noteWords(quote: string): string {
  const lines = quote.split('\n').filter((line) => line.trim() !== '');
  const first = lines.findIndex((line, index) => !isHeading(line.trim(), lines[index + 1]));
  return first <= 0 ? quote : lines.slice(first).join('\n').trim();
}

function isHeading(line: string, next: string | undefined): boolean {
  if (next === undefined) return false;
  if (/^#{1,6}\s/.test(line)) return true;
  return line.length <= headingChars && !/[.!?:;,]["”’»)\]]*$/.test(line) && /^\s*["“«(]?[\p{Lu}\p{N}]/u.test(next);
}
