const bracketedNumbers = '\\[(?<numbers>\\d{1,3}(?:[, –-]+\\d{1,3})*)\\]';
const special = new RegExp(
  [
    bracketedNumbers,
    '[\\\\`*$<~]',
    '\\](?=[(:])',
    '(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])',
    '&(?=#?[\\p{L}\\p{N}]+;)',
    '^(?:[#>+=-]|\\d{1,9}(?=[.)]))',
  ].join('|'),
  'gu',
);

/**
 * Writes a line of text so that Markdown shows it as it is: what Markdown would read is escaped, and bracketed numbers are
 * no footnotes.
 */
export const plainMarkdown = (line: string): string =>
  line.replaceAll(special, (match: string, numbers: string | undefined) => {
    if (numbers !== undefined) return `\\[${numbers}\\]`;
    return /^\d/.test(match) ? `${match}\\` : `\\${match}`;
  });
