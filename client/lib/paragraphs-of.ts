/** How wide the widest line of a text is that a page or an editor has broken, in characters. */
const width = { least: 55, most: 140 };
/** The share of the widest line from which a line has ended because there was no more room; less, if the next goes on small. */
const full = { before: 0.75, beforeSmall: 0.5 };
/** Marks with which a line begins anew, whatever stands before it: of a list, a heading, a table. */
const beginning = /^\s*(?:[-*•–]\s|\d{1,3}[.)]\s|#{1,6}\s|\||`{3})/u;

/**
 * A text in parts that begin on a line of their own. Lines that ended only because there was no more room go on; blank
 * lines belong to the part before them.
 *
 * @returns the parts; joined they are the text, letter by letter
 */
export function paragraphsOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  const widest = Math.max(...lines.map((line) => line.trim().length));
  const isBroken = widest >= width.least && widest <= width.most;
  const goesOn = (before: string, line: string): boolean => {
    const share = before.length / widest;
    const isFull = share >= full.before || (share >= full.beforeSmall && /^\s*\p{Ll}/u.test(line));
    return isBroken && isFull && !before.startsWith('|') && !beginning.test(line);
  };
  const parts: string[] = [];
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1]?.trim() ?? '';
    if (at > 0 && (line.trim() === '' || goesOn(before, line))) parts.push(`${parts.pop() ?? ''}${line}`);
    else parts.push(line);
  }
  return parts;
}
