/**
 * A piece of a page as it is shown: in the source's own characters, with line breaks as blanks and line-end hyphens
 * joined. Before a capital or a digit the hyphen is the word's own and stays.
 */
export const quotationText = (source: string): string =>
  source
    .replaceAll(/\s+/g, (blanks) => (/[\n\r\u2028\u2029]/.test(blanks) ? '\n' : /^[^\t]$/.test(blanks) ? blanks : ' '))
    .replaceAll(/\u00ad\n/g, '')
    .replaceAll(/[-\u2010](?<=\p{L}\p{M}*.)\n(?=\p{Ll})/gu, '')
    .replaceAll(/(?<=[\p{L}\p{N}\p{M}][-\u2010\u2011])\n(?=[\p{L}\p{N}])/gu, '')
    .replaceAll('\n', ' ')
    .trim();
