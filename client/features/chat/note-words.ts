const headingChars = 70;
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });
/** fewer words in common say nothing */
const leastInCommon = 2;

/**
 * What a footnote in the margin shows of its quotation: from the sentence that has most in common with what it
 * supports, else from the first, without headings before it.
 *
 * @param claim the sentence of the answer before the footnote's first marker
 */
export function noteWords(quote: string, claim: string): string {
  const text = withoutHeadings(quote);
  const wanted = longWords(claim);
  let best = { index: 0, inCommon: leastInCommon - 1 };
  for (const { segment, index } of sentences.segment(text)) {
    const inCommon = wanted.intersection(longWords(segment)).size;
    if (inCommon > best.inCommon) best = { index, inCommon };
  }
  return best.index === 0 ? text : `… ${text.slice(best.index)}`;
}

const longWords = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu));

/** A heading is a short line without a full stop before a line that begins anew. */
function withoutHeadings(quote: string): string {
  const lines = quote.split('\n').filter((line) => line.trim() !== '');
  const first = lines.findIndex((line, index) => !isHeading(line.trim(), lines[index + 1]));
  return first <= 0 ? quote : lines.slice(first).join('\n').trim();
}

function isHeading(line: string, next: string | undefined): boolean {
  if (next === undefined) return false;
  if (/^#{1,6}\s/.test(line)) return true;
  return line.length <= headingChars && !/[.!?:;,]["”’»)\]]*$/.test(line) && /^\s*["“«(]?[\p{Lu}\p{N}]/u.test(next);
}
